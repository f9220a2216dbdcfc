import { writeHead } from '../../../shared/session-file/write.ts'
import { digestText } from '../../export/index.ts'

/** A file with other lines, and a digest that fits them: what somebody could write who knows the format. */
export function forge(file: Buffer, edit: (lines: string[]) => readonly string[]): Buffer {
  const [, ...lines] = file.toString('utf8').split('\n')
  const body = edit(lines).join('\n')
  return Buffer.from(`${writeHead(digestText(body))}\n${body}`)
}

/**
 * The same with one field of the session, of a record or of a reading changed.
 *
 * @param line the first line that fits is changed
 * @param path names of fields with points between them
 * @param value undefined: the field goes
 */
export function forgeValue(file: Buffer, line: RegExp, path: string, value: unknown): Buffer {
  return forge(file, lines => {
    const index = lines.findIndex(candidate => line.test(candidate))
    const [, head = '', json = '', tail = ''] = /^("\w+":)?(.*?)(,?)$/s.exec(lines[index] ?? '') ?? []
    return lines.with(index, `${head}${JSON.stringify(put(JSON.parse(json), path.split('.'), value))}${tail}`)
  })
}

function put(into: object, [name = '', ...rest]: readonly string[], value: unknown): object {
  const before: unknown = Object.entries(into).find(([key]) => key === name)?.[1]
  const after =
    rest.length === 0 ? value : put(typeof before === 'object' && before ? before : {}, rest, value)
  return { ...into, [name]: after }
}
