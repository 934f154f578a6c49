import { getTableColumns } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { records } from '../../../../db/schema/records.ts'
import {
  contentFields,
  type DestinationContent,
  nameFields,
  ofFields,
  printedBy,
  recordFields,
  shownFields,
  toldFields,
  typedFields,
} from '#model/record/fields.ts'
import { recordChange } from '#model/record/record-changes.ts'
import { shownRecord } from '#model/record/shown-record.ts'
import { reportContent } from '#model/report/content.ts'
import type { ReportKind } from '#model/report/kinds.ts'

const said = ofFields(contentFields, (field) => `what ${field} says`)
const entry = {
  name: '',
  sex: '',
  schoolName: '',
  graduationMonth: '',
  programmeLength: '',
  major: '',
  level: '',
  originRegion: '',
}

/** Every field of a record that a report of this kind holds, found by what it says. */
const released = (kind: ReportKind) => {
  const text = JSON.stringify(reportContent(kind, entry, shownRecord(said)))
  return contentFields.filter((field) => text.includes(`"${said[field]}"`))
}

describe('the fields of a record', () => {
  it('are the columns that the database keeps of its content, in its order', () => {
    const columns = Object.keys(getTableColumns(records))
    expect(columns.slice(columns.indexOf('reportedAt') + 1, columns.indexOf('createdAt'))).toEqual(
      contentFields,
    )
  })

  it('are each typed, or the name of one that is', () => {
    expect([...typedFields, ...nameFields].toSorted()).toEqual(contentFields.toSorted())
    for (const name of nameFields) expect(typedFields).toContain(recordFields[name].follows)
  })

  it('are told of under names of their own', () => {
    expect(new Set(toldFields).size).toBe(shownFields.length)
  })

  it.each(['archive', 'hukou'] as const)(
    'are released by a report of %s exactly where they say so',
    (kind) => {
      expect(released(kind)).toEqual(contentFields.filter((field) => printedBy(field).includes(kind)))
    },
  )

  it.each(contentFields)('ask for a new confirmation when a report prints them: %s', (field) => {
    const after: DestinationContent = { ...said, [field]: 'something else' }
    const printed = [...released('archive'), ...released('hukou')].includes(field)
    expect(recordChange(said, after)).toBe(printed ? 'printed' : 'unprinted')
  })
})
