import type { Page } from 'playwright/test'

/*
 * What a longer language has no room for. Text is compared with everything that it stands in: the boxes above it, up to the window.
 *
 * Meant, and so left out:
 * - What stands out of sight for those who hear it.
 * - Drawings: a chart places its words itself and draws beyond its frame (`renderer/chart/free.ts`), having measured them out of sight.
 * - Bytes of a line (`.byte-rows`), which are never broken: they are no words.
 * - Lines of several alarms: the zone has a height that nothing moves. There advice, details and names end in an ellipsis, and stand whole in the
 *   list of alarms, one key away.
 */
const MEANT = 'svg, #recharts_measurement_span, .visually-hidden, .byte-rows, .alarm-bar:not(.single) li'

/** Every text of a page that is cut off, broken within a word, reaches out of what it stands in or stands on another: the kind, where, and the text. */
export function findCut(page: Page): Promise<readonly string[]> {
  return page.evaluate(meant => {
    const found = new Set<string>()
    const isMeant = (element: Element) => element.closest(meant) !== null
    const add = (kind: string, box: Element, text: string) =>
      found.add(`${kind} ${nameOf(box)}: ${text.replaceAll(/\s+/g, ' ').trim().slice(0, 120)}`)

    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (
        isMeant(element) ||
        element.matches('.chart-frame') ||
        element.clientWidth <= 2 ||
        !element.checkVisibility()
      )
        continue
      const { overflowX, textOverflow } = getComputedStyle(element)
      if (overflowX === 'visible' || element.scrollWidth <= element.clientWidth + 1) continue
      const scrolls = overflowX === 'auto' || overflowX === 'scroll'
      const kind = scrolls ? 'scrolls sideways' : textOverflow === 'ellipsis' ? 'ellipsis' : 'hidden'
      add(kind, element, element.textContent ?? '')
    }
    // Where it is said beside the select, that is looked at like any text.
    for (const select of document.body.querySelectorAll('select'))
      if (
        select.checkVisibility() &&
        !select.closest('.select') &&
        widthOfChosen(select) > roomOf(select) + 1
      )
        add('option', select, select.selectedOptions[0]?.text ?? '')

    // The frame of a button may stand out where its words are in line.
    for (const button of document.body.querySelectorAll('button, select, textarea, input')) {
      const around = boxAround(button)
      if (isMeant(button) || !button.checkVisibility() || !around) continue
      const outside = findOutside(around, button.getBoundingClientRect(), { px: 2, onlyHiding: true })
      if (outside) add(outside.kind, outside.box, button.textContent || button.tagName)
    }

    const seen: { readonly rect: DOMRect; readonly parent: Element; readonly text: string }[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement
      const text = node.textContent ?? ''
      if (!parent || text.trim() === '' || isMeant(parent) || !parent.checkVisibility()) continue
      if (parent.closest('select, script, style')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const rect of range.getClientRects()) {
        // Lines are higher than their letters.
        const outside = findOutside(parent, rect, { px: rect.height / 4, onlyHiding: false })
        if (outside) add(outside.kind, outside.box, text)
        const inSight = seenOf(parent, rect)
        if (inSight) seen.push({ rect: inSight, parent, text })
      }
      for (const word of brokenWords(node, range)) add('broken', parent, word)
    }
    for (const [index, one] of seen.entries())
      for (const other of seen.slice(index + 1))
        if (one.parent !== other.parent && standsOn(one.rect, other.rect))
          add('overprinted', other.parent, `${other.text} / ${one.text}`)
    return [...found]

    /** What is left of a line of text between the edges of whatever hides it; nothing of what is laid over the rest by intention. */
    function seenOf(from: Element, { left, right, top, bottom }: DOMRect): DOMRect | null {
      const sight = { left, top, right: Math.min(right, innerWidth), bottom: Math.min(bottom, innerHeight) }
      for (let box: Element | null = from; box; box = boxAround(box)) {
        const { position, overflowX, overflowY, display } = getComputedStyle(box)
        if (position === 'fixed' || position === 'sticky') return null
        if (display === 'inline' || (overflowX === 'visible' && overflowY === 'visible')) continue
        const edge = box.getBoundingClientRect()
        sight.left = Math.max(sight.left, edge.left)
        sight.right = Math.min(sight.right, edge.right)
        sight.top = Math.max(sight.top, edge.top)
        sight.bottom = Math.min(sight.bottom, edge.bottom)
      }
      const rect = new DOMRect(sight.left, sight.top, sight.right - sight.left, sight.bottom - sight.top)
      return rect.width > 0 && rect.height > 0 ? rect : null
    }
    /** Words and numbers that a line ends within; after a hyphen it may. */
    function brokenWords(node: Node, range: Range): readonly string[] {
      if (range.getClientRects().length < 2) return []
      return [...(node.textContent ?? '').matchAll(/[\p{L}\p{N}:.,]+/gu)].flatMap(({ 0: word, index }) => {
        const part = document.createRange()
        part.setStart(node, index)
        part.setEnd(node, index + word.length)
        return part.getClientRects().length > 1 ? [word] : []
      })
    }
    /** By their letters: a line is higher than they are, a fifth above and below. */
    function standsOn(one: DOMRect, other: DOMRect): boolean {
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const top = Math.max(one.top + one.height / 5, other.top + other.height / 5)
      const bottom = Math.min(one.bottom - one.height / 5, other.bottom - other.height / 5)
      return width > 2 && bottom - top > 1
    }
    /** The first box that this reaches out of: upwards or downwards by more than `px`, sideways at all. */
    function findOutside(
      from: Element,
      { left, right, top, bottom }: DOMRect,
      { px, onlyHiding }: { readonly px: number; readonly onlyHiding: boolean },
    ) {
      let looksDown = true
      for (let box: Element | null = from; box; box = boxAround(box)) {
        const { display, overflowY, borderLeftWidth, borderRightWidth } = getComputedStyle(box)
        if (display === 'inline' || display === 'contents') continue
        const isRoot = box === document.documentElement
        if (onlyHiding && overflowY === 'visible' && !isRoot) continue
        const edge = box.getBoundingClientRect()
        if (right > edge.right - Number.parseFloat(borderRightWidth) + 1)
          return { kind: 'beyond the right of', box }
        if (left < edge.left + Number.parseFloat(borderLeftWidth) - 1)
          return { kind: 'beyond the left of', box }
        // What scrolls down brings its lines into sight; what hides does not.
        if (overflowY === 'auto' || overflowY === 'scroll') looksDown = false
        const hides = overflowY !== 'visible' || isRoot || isPressed(box)
        if (!looksDown || !hides) continue
        const end = isRoot ? innerHeight : edge.bottom
        if (bottom - px > end + 1) return { kind: 'below', box }
        if (top + px < edge.top - 1) return { kind: 'above', box }
      }
      return null
    }
    /** What stands by itself is held by nothing but that which it is placed in. */
    function boxAround(box: Element): Element | null {
      const { position } = getComputedStyle(box)
      if (position === 'fixed') return document.documentElement
      if (position === 'absolute' && box instanceof HTMLElement) return box.offsetParent
      return box.parentElement
    }
    function isPressed(box: Element): boolean {
      return box.matches('button, .radio')
    }
    function widthOfChosen(select: HTMLSelectElement): number {
      const measure = document.createElement('span')
      measure.style.cssText = 'position: absolute; white-space: pre; visibility: hidden'
      measure.style.font = getComputedStyle(select).font
      measure.textContent = select.selectedOptions[0]?.text ?? ''
      document.body.append(measure)
      const { width } = measure.getBoundingClientRect()
      measure.remove()
      return width
    }
    /** Without the arrow. */
    function roomOf(select: HTMLSelectElement): number {
      const { paddingLeft, paddingRight } = getComputedStyle(select)
      return select.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) - 16
    }
    function nameOf(box: Element): string {
      return [box.tagName.toLowerCase(), ...box.classList].join('.')
    }
  }, MEANT)
}
