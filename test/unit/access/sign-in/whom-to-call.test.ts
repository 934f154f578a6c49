import { expect, it } from 'vitest'
import { sayWhomToAsk } from '../../../../functions/access/sign-in/say-whom-to-ask.ts'
import { Problem } from '../../../../functions/platform/problem.ts'
import { problemContent } from '../../../../functions/print/page.ts'
import type { ProblemCode } from '#model/problems.ts'
import { notSignedIn } from '#words/access/sign-in.ts'

const school = {
  schoolName: '北京大学',
  contactDepartment: '就业中心',
  contactPhone: '010-62751274转8001/62751275',
  contactEmail: 'job@pku.edu.cn',
}
const support = '400-810-1234、support@quxiang.cn'

/** Every way of not being let in, with the refusal's own sentence. */
const refusals: [ProblemCode, (ask: string) => string][] = [
  ['sign_in.no_entry', notSignedIn.noEntry],
  ['sign_in.enrolment_unbound', (ask) => notSignedIn.enrolmentUnbound('学信网', ask)],
  ['sign_in.bound_elsewhere', (ask) => notSignedIn.boundElsewhere('学信网', ask)],
  ['sign_in.name_differs', (ask) => notSignedIn.nameDiffers('学信网', ask)],
  ['staff.unknown', notSignedIn.unknownStaff],
  ['staff.waiting', (ask) => notSignedIn.waitingStaff(['北京大学'], ask)],
  ['sign_in.too_weak', notSignedIn.tooWeak],
  ['department.unknown', notSignedIn.unknownDepartment],
  ['step_up.refused', notSignedIn.stepUpRefused],
]
const pageOf = async (code: ProblemCode, detail: string) =>
  String(await problemContent(new Problem(code, { detail }).body('https://quxiang.cn', 'r1')))

it('knows every sentence of a refusal', () => {
  expect(refusals).toHaveLength(Object.keys(notSignedIn).length)
})

it.each(refusals)('%s names the school’s number and address, each to be tapped', async (code, detail) => {
  const page = await pageOf(code, detail(sayWhomToAsk(school, support)))
  expect(page).toContain('<a href="tel:+861062751274,8001">010-62751274转8001</a>/')
  expect(page).toContain('/<a href="tel:+861062751275">62751275</a>、')
  expect(page).toContain('<a href="mailto:job@pku.edu.cn">job@pku.edu.cn</a>')
  expect(page).not.toContain('400-810-1234')
})

it.each(refusals)('%s names the support’s where the school is not known', async (code, detail) => {
  const page = await pageOf(code, detail(sayWhomToAsk(undefined, support)))
  expect(page).toContain('<a href="tel:4008101234">400-810-1234</a>、')
  expect(page).toContain('<a href="mailto:support@quxiang.cn">support@quxiang.cn</a>')
})

it('makes no markup of what a school wrote', async () => {
  const wrote = { ...school, contactDepartment: '<b>"x"&', contactPhone: '"><script>010-62751274</script>' }
  const page = await pageOf('sign_in.no_entry', notSignedIn.noEntry(sayWhomToAsk(wrote, support)))
  expect(page).not.toMatch(/<script>|<b>/)
  expect(page).toContain('<a href="tel:+861062751274">010-62751274</a>')
})
