import { expect, it } from 'vitest'
import { help } from '#words/help/help.ts'
import { finds } from '../../../site/src/journeys/help/match-question.ts'

const text = '核验编号过期了 过期的编号不能延长，请点击“重新设置有效期”。(QR 码) 首页 Home Page'

it.each([
  '',
  '  ',
  '过期',
  '编号过期',
  '过期编号',
  '编号 过期',
  '核验编号，过期？',
  'qr',
  'ＱＲ',
  'home page',
  '重新设置 延长',
])('finds a question by %j', (typed) => {
  expect(finds(typed, text)).toBe(true)
})

it.each(['户口', '过期 户口', '延期毕业', '编码', 'rq', 'homes', '长延'])(
  'does not find it by %j',
  (typed) => {
    expect(finds(typed, text)).toBe(false)
  },
)

const deployment = { provider: '学信网', support: '', host: 'a.cn', scanWith: '手机', operator: '运营单位' }
const asked = (typed: string) =>
  help.topics
    .flatMap(({ title, items }) => items.map((item) => ({ title, item })))
    .filter(({ title, item }) => finds(typed, `${title} ${item.ask} ${item.say(deployment).join(' ')}`))
    .map(({ item }) => item.ask)

it.each([
  ['过期', '核验编号过期了'],
  ['延长', '核验编号过期了'],
  ['人脸', '人脸识别不通过'],
  ['退回', '档案被退回了'],
  ['查不到', '查不到'],
  ['换单位', '换了单位、升学院校，或档案要转到别处'],
  ['作废', '原来的去向不再成立'],
  ['谁查我', '谁查询过我的信息'],
  ['另一个账号', '提示已绑定另一个账号'],
  ['回执', '怎样证明进行过核验'],
])('answers %s', (typed, ask) => {
  expect(asked(typed)).toContain(ask)
})

it('answers nothing where nothing fits', () => {
  expect(asked('签证')).toEqual([])
})
