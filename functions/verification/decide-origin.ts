import type { Regions } from '#model/tables/region-names.ts'

/** What the network in front says of where a request came from; nothing finer is read. */
export interface Place {
  /** ISO 3166-1, two letters; Cloudflare's T1 is the Tor network */
  country?: string | undefined
  /** ISO 3166-2 without the country: letters, or the two digits that came before them */
  region?: string | undefined
}

/** ISO 3166-2:CN → the first two digits of GB/T 2260. */
const provinces: Record<string, string> = {
  BJ: '11',
  TJ: '12',
  HE: '13',
  SX: '14',
  NM: '15',
  LN: '21',
  JL: '22',
  HL: '23',
  SH: '31',
  JS: '32',
  ZJ: '33',
  AH: '34',
  FJ: '35',
  JX: '36',
  SD: '37',
  HA: '41',
  HB: '42',
  HN: '43',
  GD: '44',
  GX: '45',
  HI: '46',
  CQ: '50',
  SC: '51',
  GZ: '52',
  YN: '53',
  XZ: '54',
  SN: '61',
  GS: '62',
  QH: '63',
  NX: '64',
  XJ: '65',
  TW: '71',
  HK: '81',
  MO: '82',
}

const countries = new Intl.DisplayNames('zh-CN', { type: 'region', fallback: 'none' })

/** A province in China, otherwise a country; '' where nothing is known. */
export function originOf(place: Place, regions: Regions, words: { tor: string }): string {
  const country = (place.country ?? '').toUpperCase()
  const region = (place.region ?? '').toUpperCase()
  if (country === 'T1') return words.tor
  if (!/^[A-Z]{2}$/.test(country) || country === 'XX') return ''
  const named = country === 'CN' ? region : country
  const province = /^\d{2}$/.test(named) ? named : provinces[named]
  const isProvince = country === 'CN' || ['TW', 'HK', 'MO'].includes(country)
  const name = isProvince ? regions.byCode(`${province ?? '--'}0000`)?.province : undefined
  return name ?? countries.of(country) ?? ''
}
