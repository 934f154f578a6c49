import { describe, expect, it } from 'vitest'
import { commandReader, said } from '../../../functions/platform/command.ts'
import { Problem } from '../../../functions/platform/problem.ts'

const commands = {
  let: { needs: ['id'], oneOf: ['room', 'flat'], may: ['guest'] },
  list: {},
} as const
const read = commandReader({ usage: '用法', commands, many: ['guest'] })

it('gives what was written, an option of many as a list, and of any other the last', () => {
  expect(read(['let', '--id=a', '--room', '1', '--guest', 'x', '--guest', 'y', '--id', 'b'])).toEqual({
    command: 'let',
    given: { id: 'b', room: '1', guest: ['x', 'y'] },
    flags: [],
    local: undefined,
  })
})

describe('answers with the usage', () => {
  it.each<[string, string[]]>([
    ['nothing', []],
    ['an unknown command', ['sell', '--id', 'a']],
    ['a name that every object has', ['constructor']],
    ['a second command', ['list', 'let']],
    ['an option that is missing', ['let', '--room', '1']],
    ['none of those of which one has to be there', ['let', '--id', 'a']],
    ['two of those of which one has to be there', ['let', '--id', 'a', '--room', '1', '--flat', '2']],
    ['an option of another command', ['list', '--id', 'a']],
    ['an option of none', ['list', '--force']],
    ['an option without its value', ['let', '--room', '1', '--id']],
    ['a database where none is opened', ['list', '--local']],
  ])('to %s', (_, args) => {
    expect(() => read(args)).toThrow(/^用法$/)
  })
})

it.each(['-a', '--a', '-'])('takes %s behind an option for its value, and no option for one', (id) => {
  expect(read(['let', '--id', id, '--room', '1']).given).toEqual({ id, room: '1' })
  expect(() => read(['let', '--id', '--room', '1'])).toThrow(/^用法$/)
})

it('takes an empty value for one, unless empty is as good as none', () => {
  expect(read(['let', '--id', '', '--room', '1']).given).toEqual({ id: '', room: '1' })
  const strict = commandReader({ usage: '用法', commands, dropsEmpty: true })
  expect(() => strict(['let', '--id', '', '--room', '1'])).toThrow('用法')
  expect(strict(['list', '--id', '']).given).toEqual({})
})

it('wants one database of two where one is opened, and says where the local one lies', () => {
  const opening = commandReader({ usage: '用法', commands, database: true })
  for (const args of [['list'], ['list', '--local', '--remote']]) expect(() => opening(args)).toThrow('用法')
  expect(opening(['list', '--local'])).toEqual({
    command: 'list',
    given: {},
    flags: [],
    local: { state: '.wrangler/state' },
  })
  expect(opening(['list', '--local', '--persist-to', 'here']).local).toEqual({ state: 'here' })
  expect(opening(['list', '--remote', '--persist-to', 'here']).local).toBeUndefined()
})

it('says a failure in words, a problem with its fields, and nothing of what is no error', () => {
  expect(said(new Error('没有这个文件'))).toBe('没有这个文件')
  const fields = [{ field: 'id', reason: '太短' }]
  expect(said(new Problem('department.malformed', { detail: '请修改。', fields }))).toMatch(
    /^[^\n]+。请修改。\n {2}id：太短$/,
  )
  expect(said('thrown')).toBeUndefined()
})
