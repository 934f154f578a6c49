/** A region's name with those of its province and prefecture, where it has them. */
export interface RegionParts {
  province: string
  /** '' for a province, and where a municipality or a province administers the county itself */
  prefecture: string
  /** '' for a province or a prefecture */
  county: string
}

/** A region of GB/T 2260. */
export interface Region extends RegionParts {
  code: string
  /** what the lists called it earlier, newest first */
  before: readonly RegionParts[]
  /** of the last list that has the code, for one that is withdrawn */
  until?: number
}

/** Looks regions up; the data stand in regions.ts, away from what browsers load. */
export interface Regions {
  byCode: (code: string) => Region | undefined
  /** by the full name, exactly as fullName prints it */
  byName: (name: string) => Region | undefined
}

export const fullName = (region: RegionParts): string => region.province + region.prefecture + region.county

/** Prefectures that only stand for "directly administered", and are not said in an address. */
export const isPlaceholder = (name: string): boolean =>
  ['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'].includes(name)

const suffix =
  /(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|(?:[\u4e00-\u9fff]{1,4}族)+自治[州县旗]|省|市|地区|盟|区|县|旗)$/u

/** 广东省 and 广东 are one province; a one-character rest (沙县) is no name. */
function waysToSay(name: string): string[] {
  const short = name.replace(suffix, '')
  return short.length > 1 ? [name, short] : [name]
}

/**
 * Whether a written name says this region: parts may be shortened or left out from the left, the last one stays.
 * 北京市海淀区, 北京市市辖区海淀区, 海淀区 and 北京海淀 all say 110108; so does what it was called earlier.
 */
export const saysRegion = (written: string, region: Region): boolean =>
  [region, ...region.before].some((parts) => saysParts(written, parts))

function saysParts(written: string, region: RegionParts): boolean {
  const text = written.normalize('NFKC').replaceAll(/\s/gu, '')
  const parts = [region.province, region.prefecture, region.county].filter((part) => part !== '')
  const said = (from: number, rest: string): boolean => {
    const part = parts[from]
    if (part === undefined) return rest === ''
    return waysToSay(part).some((way) => {
      if (!rest.startsWith(way)) return false
      const after = rest.slice(way.length)
      return said(from + 1, after) || (from === 0 && said(from + 1, withoutPlaceholder(after)))
    })
  }
  return parts.some((_, from) => said(from, text))
}

const withoutPlaceholder = (text: string) =>
  text.replace(/^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)/u, '')

/** The code and the name to keep: the name as recorded, or the full one where only the code was written. */
export function readRegion(
  regions: Regions,
  code: string,
  name: string,
): { region: Region; name: string } | { wrong: 'code' | 'name' | 'contradiction' } {
  if (code === '') {
    const found = regions.byName(name.normalize('NFKC').replaceAll(/\s/gu, ''))
    return found === undefined ? { wrong: 'name' } : { region: found, name }
  }
  const region = regions.byCode(code)
  if (region === undefined) return { wrong: 'code' }
  if (name === '') return { region, name: fullName(region) }
  return saysRegion(name, region) ? { region, name } : { wrong: 'contradiction' }
}
