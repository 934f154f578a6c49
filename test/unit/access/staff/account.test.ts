import { expect, it } from 'vitest'
import { accountFaults, mayDisable } from '#model/account.ts'

const good = { login: 'staff-10001-c1', name: '李伟', college: '数学学院' }
const colleges = ['数学学院', '']

it.each([
  ['one character', { login: 'a' }, []],
  ['capitals', { login: 'Li.Wei' }, []],
  ['what a real provider gives', { login: 'oidc|aZ09+/=_-.~:5f7c8ec7C33c' }, []],
  ['an address', { login: 'li.wei@pku.edu.cn' }, []],
  ['a Chinese login', { login: '李伟' }, []],
  ['255 characters', { login: 'A'.repeat(255) }, []],
  ['256 characters', { login: 'A'.repeat(256) }, ['login']],
  ['a space before it, which is the provider’s', { login: ' a' }, []],
  ['a line end in it', { login: 'a\nb' }, ['login']],
  ['a mark that nobody sees', { login: 'a\u200bb' }, ['login']],
  ['the whole school', { college: '' }, []],
  ['a rare character of two code units', { name: '𬭚'.repeat(40) }, []],
  ['a name of 41 characters', { name: '李'.repeat(41) }, ['name']],
  ['nothing at all', { login: '', name: '', college: '物理学院' }, ['login', 'name', 'college']],
])('judges %s', (_, change, faulty) => {
  expect(accountFaults({ ...good, ...change }, colleges).map(({ field }) => field)).toEqual(faulty)
})

const account = (
  id: string,
  college = '',
  disabledAt: number | null = null,
  confirmedAt: number | null = 1,
) => ({ id, college, disabledAt, confirmedAt })

it.each([
  ['one’s own', 'me', [account('me'), account('b')], 'own_account'],
  ['another of two', 'b', [account('me'), account('b')], undefined],
  ['the last one that is not disabled', 'b', [account('me', '', 1), account('b')], 'last_one'],
  ['the last one beside one that waits', 'b', [account('me', '', null, null), account('b')], 'last_one'],
  ['the last one beside a college’s', 'b', [account('c', '数学学院'), account('b')], 'last_one'],
  ['a college’s', 'c', [account('c', '数学学院')], undefined],
])('decides whether %s may be disabled', (_, id, accounts, because) => {
  const asked = accounts.find((each) => each.id === id) ?? account(id)
  const decided = mayDisable(asked, accounts, 'me')
  expect(decided.allowed ? undefined : decided.because).toBe(because)
})
