import { expect, it } from 'vitest'
import {
  archiveTransferTypes,
  destinationCategories,
  hukouMigrationTypes,
  industries,
  jobCategories,
  unitNatures,
} from '#model/tables/destinations.ts'
import { ethnicGroups, levels, politicalStatuses, sexes, trainingModes } from '#model/tables/people.ts'

const tables = {
  levels,
  sexes,
  ethnicGroups,
  politicalStatuses,
  trainingModes,
  destinationCategories,
  archiveTransferTypes,
  hukouMigrationTypes,
  unitNatures,
  industries,
  jobCategories,
}

it.each(Object.entries(tables))('%s reads every code and the name it shows back to that code', (_, table) => {
  for (const code of table.codes) {
    expect(table.parse(code)).toBe(code)
    expect(table.parse(table.nameOf(code))).toBe(code)
  }
})

it.each<[keyof typeof tables, string, string | undefined]>([
  ['ethnicGroups', '汉', '01'],
  ['ethnicGroups', '汉族', '01'],
  ['ethnicGroups', '1', '01'],
  ['ethnicGroups', ' 维吾尔 族 ', '05'],
  ['ethnicGroups', '毛南族', '36'],
  ['ethnicGroups', '德昂', '46'],
  ['ethnicGroups', '基诺族', '56'],
  ['ethnicGroups', '傈傈族', undefined],
  ['ethnicGroups', '57', undefined],
  ['levels', '本科生毕业', '31'],
  ['levels', '大专', '41'],
  ['levels', '14', undefined],
  ['politicalStatuses', '无党派民主人士', '12'],
  ['politicalStatuses', '3', '03'],
  ['destinationCategories', '27', '271'],
  ['destinationCategories', '出国、出境', '85'],
  ['destinationCategories', '特岗教师(国家)', '501'],
  ['destinationCategories', '81', undefined],
  ['sexes', '', undefined],
])('%s reads %s as %s', (table, written, code) => {
  expect(tables[table].parse(written)).toBe(code)
})

it('has the 56 ethnic groups and the two extension values', () => {
  expect(ethnicGroups.codes).toHaveLength(58)
})

it.each([
  ['31', '本科'],
  ['11', '硕士研究生'],
  ['01', '博士研究生'],
  ['41', '专科'],
])('shows level %s as %s', (code, name) => {
  expect(levels.nameOf(code)).toBe(name)
})

it('shows a code it does not know as it is', () => {
  expect(levels.nameOf('88')).toBe('88')
})
