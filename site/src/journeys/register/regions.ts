import { useEffect, useState } from 'preact/hooks'
import { type Answer, regions as route, send } from '../../kit/send.ts'

type Row = Answer<typeof route.$get>['regions'][number]

export interface RegionTree {
  /** '' for the provinces */
  childrenOf: (code: string) => readonly Row[]
  /** from the province down; empty for a code that is not in force */
  pathOf: (code: string) => string[]
  nameOf: (code: string) => string
}

function treeOf(rows: readonly Row[]): RegionTree {
  const byCode = new Map(rows.map((row) => [row[0], row]))
  const children = new Map<string, Row[]>()
  for (const row of rows) {
    const siblings = children.get(row[2])
    if (siblings === undefined) children.set(row[2], [row])
    else siblings.push(row)
  }
  const pathOf = (code: string): string[] => {
    const row = byCode.get(code)
    return row === undefined ? [] : [...pathOf(row[2]), code]
  }
  return {
    childrenOf: (code) => children.get(code) ?? [],
    pathOf,
    nameOf: (code) =>
      pathOf(code)
        .map((each) => byCode.get(each)?.[1] ?? '')
        .join(''),
  }
}

export interface Regions {
  tree: RegionTree | undefined
  failed: boolean
  reload: () => void
}

/** The list is read once, when the form opens. */
export function useRegions(): Regions {
  const [tree, setTree] = useState<RegionTree>()
  const [failed, setFailed] = useState(false)
  const reload = () => {
    setFailed(false)
    send(route.$get, {}, { init: { cache: 'default' } }).then(
      ({ regions }) => setTree(treeOf(regions)),
      () => setFailed(true),
    )
  }
  useEffect(reload, [])
  return { tree, failed, reload }
}
