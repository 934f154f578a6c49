// Finds a workbook's parts by its relationships: their names are the writer's to choose (ECMA-376 part 1, 12.3).
import { type Archive, pathOf, type Sink } from './unfold.ts'
import { attributeOf, isTrue, partSink } from './read-part.ts'

interface Relation {
  id: string
  /** the end of its type, the same in the transitional and the strict namespace */
  kind: string
  path: string
}

export interface SheetPart {
  name: string
  path: string
  hidden: boolean
}

export interface WorkbookParts {
  /** worksheets in the workbook's order; charts and macros hold no rows */
  sheets: SheetPart[]
  strings: string | undefined
  styles: string | undefined
  from1904: boolean
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)

/** A target beside the part that names it, or from the root where it begins with `/`. */
const resolved = (from: string, target: string): string =>
  pathOf(decodeURI(new URL(target.replaceAll('\\', '/'), `http://part/${from}`).pathname))

const relationsOf = (part: string) => `${folderOf(part)}_rels/${part.slice(part.lastIndexOf('/') + 1)}.rels`

function relationSink(part: string, found: Relation[]): Sink {
  return partSink({
    open: (name, attributes) => {
      const target = attributes['Target']
      if (name !== 'Relationship' || target === undefined || attributes['TargetMode'] === 'External') return
      const kind = attributes['Type']?.split('/').at(-1) ?? ''
      found.push({ id: attributes['Id'] ?? '', kind, path: resolved(part, target) })
    },
  })
}

/** undefined where it is no workbook */
export function findParts(archive: Archive): WorkbookParts | undefined {
  const roots: Relation[] = []
  archive.unfold(new Map([['_rels/.rels', relationSink('', roots)]]))
  const workbook = roots.find(({ kind }) => kind === 'officeDocument')?.path ?? 'xl/workbook.xml'

  const relations: Relation[] = []
  const named: { name: string; id: string; hidden: boolean }[] = []
  let from1904 = false
  const there = archive.unfold(
    new Map([
      [relationsOf(workbook), relationSink(workbook, relations)],
      [
        workbook,
        partSink({
          open: (name, attributes) => {
            if (name === 'workbookPr') from1904 = isTrue(attributes['date1904'])
            if (name !== 'sheet') return
            const hidden = /hidden/iu.test(attributes['state'] ?? '')
            named.push({ name: attributes['name'] ?? '', id: attributeOf(attributes, 'id') ?? '', hidden })
          },
        }),
      ],
    ]),
  )
  if (!there.has(workbook)) return undefined
  const pathOfKind = (kind: string) => relations.find((each) => each.kind === kind)?.path
  const sheets = named.flatMap(({ name, id, hidden }): SheetPart[] => {
    const part = relations.find((each) => each.id === id && each.kind === 'worksheet')
    return part === undefined ? [] : [{ name, path: part.path, hidden }]
  })
  return { sheets, strings: pathOfKind('sharedStrings'), styles: pathOfKind('styles'), from1904 }
}
