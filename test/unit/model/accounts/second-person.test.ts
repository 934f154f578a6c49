import { expect, it } from 'vitest'
import { type Added, areTwoPeople, mayConfirm } from '#model/second-person.ts'

const grant = (id: string, addedBy: string | null = null, subject = id): Added => ({
  id,
  issuer: 'https://idp',
  subject,
  addedBy,
})

/** The level above let in `a` and `d`; `a` added `b`, and `b` added `c`. */
const grants = [
  grant('a'),
  grant('d'),
  grant('b', 'a'),
  grant('c', 'b'),
  grant('a-at-college', 'd', 'a'),
  { ...grant('elsewhere', null, 'a'), issuer: 'https://another' },
  grant('A'),
  grant('lost', 'nobody'),
  grant('hen', 'egg'),
  grant('egg', 'hen'),
]

it.each<[string, string, string, boolean]>([
  ['two whom the level above let in', 'a', 'd', true],
  ['one grant', 'a', 'a', false],
  ['two grants of one person', 'a', 'a-at-college', false],
  ['somebody and whom they added', 'a', 'b', false],
  ['somebody and whom those added', 'a', 'c', false],
  ['a person under another grant, and whom the first one added', 'a-at-college', 'c', false],
  ['whom one of the two added, beside the other', 'd', 'c', true],
  ['whom one added, and whom the other added', 'b', 'a-at-college', false],
  ['one subject of two providers', 'a', 'elsewhere', true],
  ['capitals and small letters', 'a', 'A', true],
  ['an adder whom nobody knows', 'a', 'lost', false],
  ['nobody', 'a', 'nobody', false],
  ['a ring of adders', 'a', 'hen', false],
])('judges %s', (_, one, other, two) => {
  expect(areTwoPeople(one, other, grants)).toBe(two)
  expect(areTwoPeople(other, one, grants)).toBe(two)
})

it.each<[string, string, boolean]>([
  ['who added it', 'a', false],
  ['whom the adder added', 'b', false],
  ['whom those added', 'c', false],
  ['the person herself, under another grant', 'her', false],
  ['somebody else', 'd', true],
])('lets a waiting grant be confirmed, or not, by %s', (_, member, may) => {
  const waiting = grant('w', 'a', 'her')
  expect(mayConfirm(member, waiting, [...grants, waiting, grant('her', 'd')])).toBe(may)
})

it('leaves no grant that the level above made to be confirmed', () => {
  const waiting = grant('w')
  expect(mayConfirm('d', waiting, [...grants, waiting])).toBe(false)
})
