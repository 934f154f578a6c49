import type { z } from 'zod'
import { regionsInForce } from '#model/tables/regions.ts'
import type { regionList } from './wire.ts'

/** Province, prefecture, county for a picker. Prefectures that are no place of their own (市辖区) are left out. */
export function listRegions(): z.infer<typeof regionList> {
  return {
    regions: regionsInForce().map(({ code, province, prefecture, county }) => [
      code,
      county || prefecture || province,
      parentOf({ code, prefecture, county }),
    ]),
  }
}

function parentOf({
  code,
  prefecture,
  county,
}: {
  code: string
  prefecture: string
  county: string
}): string {
  if (county === '' && prefecture === '') return ''
  return county === '' || prefecture === '' ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`
}
