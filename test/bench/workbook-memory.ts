// Prints the smallest heap in which a workbook can be read, of a few sizes, what the process takes with it beyond the file
// itself, and how long that took: for the heaviest that are taken, and for those that are refused.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { readSheets } from '../../functions/sheets/read-sheet.ts'

const space = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const related = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`
const relationsOf = (...each: string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`

const workbook = (rows: string, strings: string) =>
  zipSync(
    {
      '_rels/.rels': strToU8(relationsOf(related('r1', 'officeDocument', 'xl/workbook.xml'))),
      'xl/workbook.xml': strToU8(
        `<workbook xmlns="${space}" xmlns:r="${relations}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        relationsOf(related('r1', 'worksheet', 'sheet.xml'), related('r2', 'sharedStrings', 'strings.xml')),
      ),
      'xl/sheet.xml': strToU8(`<worksheet xmlns="${space}"><sheetData>${rows}</sheetData></worksheet>`),
      'xl/strings.xml': strToU8(`<sst xmlns="${space}">${strings}</sst>`),
    },
    { level: 1 },
  )

const times = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join('')
const row = (cells: string) => `<row>${cells}</row>`
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const shared = (at: number) => `<c t="s"><v>${at}</v></c>`
const text = (length: number, at: number) => `${at}`.padEnd(length, '档')

const files: Record<string, () => Uint8Array> = {
  'one row': () => workbook(row(inline('考生号')), ''),
  '20,000 rows of 25 texts of their own': () =>
    workbook(
      times(20_001, (at) => row(times(25, (column) => inline(text(12, at * 25 + column))))),
      '',
    ),
  '20,000 rows of 60 numbers': () =>
    workbook(
      times(19_999, (at) => row(times(60, () => `<c><v>${at}</v></c>`))),
      '',
    ),
  '11.9 million characters, each text of its own': () =>
    workbook(
      times(20_000, (at) => row(times(17, (column) => inline(text(35, at * 17 + column))))),
      '',
    ),
  'a text of 32,000 characters used 370 times': () =>
    workbook(
      times(370, () => row(shared(0))),
      `<si><t>${text(32_000, 0)}</t></si>`,
    ),
  'a row formatted to the last': () =>
    workbook(
      times(1_048_576, (at) => (at === 0 ? row(inline('考生号')) : '<row s="1" ht="15"/>')),
      '',
    ),
  'a cell at IV100000': () => workbook(`<row r="100000"><c r="IV100000"><v>1</v></c></row>`, ''),
  'a text of a million characters used 460,000 times': () =>
    workbook(
      times(20_000, () => row(times(23, () => shared(0)))),
      `<si><t>${text(1_000_000, 0)}</t></si>`,
    ),
  'a text of 32,000 characters used 460,000 times': () =>
    workbook(
      times(20_000, () => row(times(23, () => shared(0)))),
      `<si><t>${text(32_000, 0)}</t></si>`,
    ),
}

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1)

async function measure(path: string): Promise<void> {
  await readSheets(files['one row']?.() ?? new Uint8Array())
  const bytes = new Uint8Array(readFileSync(path))
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const began = performance.now()
  const found = await readSheets(bytes).then(
    (sheets) => `${sheets[0]?.rows.length} rows`,
    (error: unknown) => `refused: ${(error as { code?: string }).code}`,
  )
  const spent = performance.now() - began
  const peak = process.resourceUsage().maxRSS * 1024
  console.log(
    [megabytes(bytes.length), megabytes(Math.max(peak - before, 0)), spent.toFixed(0), found].join('\t'),
  )
}

const heaps = [16, 24, 32, 48, 64, 96]

/** undefined where the heap is too small */
function readWithin(heap: number, path: string): string | undefined {
  const flags = ['--expose-gc', `--max-old-space-size=${heap}`, '--max-semi-space-size=2']
  try {
    return execFileSync(process.execPath, [...flags, import.meta.filename, path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}

async function all(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'workbooks-'))
  console.log(['file', 'heap MB', 'file MB', 'MB more', 'ms', 'answer'].join('\t'))
  for (const [name, make] of Object.entries(files)) {
    const path = join(dir, 'book.xlsx')
    writeFileSync(path, make())
    for (const heap of heaps) {
      const line = readWithin(heap, path)
      if (line === undefined) continue
      process.stdout.write(`${name}\t${heap}\t${line}`)
      break
    }
  }
}

const path = process.argv[2]
await (path === undefined ? all() : measure(path))
