import { type Region, readRegion, type Regions } from '../tables/region-names.ts'
import type { RowReader } from './row-reader.ts'

/** A place as a record keeps it: code, and the name as recorded. Both '' where nothing was written. */
export interface Place {
  code: string
  name: string
  region?: Region
}

const nowhere: Place = { code: '', name: '' }

/** The place a row names in `column` and `column代码`; what contradicts or is unknown is refused on the row. */
export function readPlace(reader: RowReader, regions: Regions, column: string, required: boolean): Place {
  const code = reader.digits(`${column}代码`)
  const name = reader.text(column, { max: 60 })
  if (code === '' && name === '') {
    if (required && reader.refusals.every((each) => !each.column.startsWith(column)))
      reader.refuse(column, { because: 'cell.empty' })
    return nowhere
  }
  const found = readRegion(regions, code, name)
  if (!('wrong' in found)) return { code: found.region.code, name: found.name, region: found.region }
  if (found.wrong === 'code') reader.refuse(`${column}代码`, { because: 'region.unknown_code' })
  else if (found.wrong === 'name') reader.refuse(column, { because: 'region.unknown_name' })
  else reader.refuse(column, { because: 'region.contradicts_code', code })
  return nowhere
}
