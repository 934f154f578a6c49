// All that a row of a file can be refused for or warned about, whatever the kind of file.
import type { FieldFault } from '../record/content-faults.ts'
import type { IdentityFault } from '../roster/identity-number.ts'
import type { EntryReason } from '../transfer/dispatch-entry.ts'
import type { NotEntered } from '../transfer/dispatch.ts'
import type { Plain } from '../wording.ts'
import type { CellFault } from './cells.ts'

/** The row itself, before any cell is looked at. */
export interface BrokenRow {
  because: 'row.too_long'
  over: number
}

type ColumnFault =
  | Plain<'cell.apostrophe' | 'cell.empty' | 'cell.not_in_table' | 'cell.not_yes_or_no' | 'cell.scientific'>
  | { because: 'cell.too_long'; max: number; length: number }
  | { because: 'cell.far_too_long'; max: number }
  | { because: 'cell.contradicts_code'; code: string; name: string }

type PlaceFault = Plain<'region.unknown_name'> | { because: 'region.contradicts_code'; code: string }

type GraduateFault =
  | Plain<
      | 'exam_number.malformed'
      | 'name.lost_character'
      | 'graduate.not_in_school'
      | 'graduate.not_in_province'
      | 'graduate.without_record'
      | 'graduate.other_name'
    >
  | { because: 'name.private_use'; name: string }
  | { because: 'exam_number.repeated'; times: number; rows: readonly number[] }

type RosterFault =
  | Plain<
      | 'identity_number.like_x'
      | 'sponsor.missing'
      | 'origin.too_wide'
      | 'sex.contradicts_identity_number'
      | 'month.malformed'
      | 'cohort.malformed'
      | 'cohort.another_has_them'
      | 'programme_length.malformed'
      | 'completion.unknown'
      | 'email.malformed'
      | 'mobile.malformed'
    >
  | { because: 'school.another_code'; own: string }
  | { because: 'school.another_name'; own: string }
  | { because: 'graduation.before_enrolment'; enrolled: string }
  | { because: 'cohort.far_from_graduation'; graduation: string }

type DestinationFault =
  | Plain<'unit_region.missing' | 'hukou.region_missing' | 'archive.not_moved_in' | 'hukou.not_moved_in'>
  /** '' where the province has no entry of its own, or no address of it */
  | { because: 'record.from_province'; entry: string; url: string }

type DispatchFault = Plain<
  'dispatch.nothing_written' | 'dispatch.method_unknown' | `dispatch.refused_${NotEntered}`
>

export type RowFault =
  | CellFault
  | FieldFault
  | IdentityFault
  | EntryReason
  | BrokenRow
  | ColumnFault
  | PlaceFault
  | GraduateFault
  | RosterFault
  | DestinationFault
  | DispatchFault
