import { menu } from '../../graduate/graduate.ts'
import { deadlines } from '../../graduate/deadlines.ts'
import { history } from '../../graduate/history.ts'
import { register } from '../../graduate/register.ts'
import { filling } from '../../graduate/register-form.ts'
import { named, type Question } from '../question.ts'

const toRegister = { href: '/graduate/register/', text: register.title }

export const registeringQuestions: readonly Question[] = [
  {
    ask: '怎样登记毕业去向',
    say: () => [
      `登录后进入${named(menu.register.title)}，点击${named(register.none.go)}，填写毕业去向、档案转递和户口迁移，核对后点击${named(filling.review.submit)}。`,
      '由学校审核（有的学校先由学院审核），审核通过后生效。没填完可以离开，内容会保存为草稿。',
      '有的省在省级系统登记，页面会写明入口；审核结果会同步到本网站。',
    ],
    go: [toRegister],
  },
  {
    ask: '提交后发现填错了，或被退回',
    say: () => [
      `审核中的，点击${named(register.review.withdraw)}，修改后重新提交。`,
      `被退回的，页面会写明原因；点击${named(register.returned.go)}，填写的内容都还在。`,
    ],
    go: [toRegister],
  },
  {
    ask: '换了单位、升学院校，或档案要转到别处',
    say: () => [
      `去向变了的，在${named(register.title)}页面选择${named(register.kinds.change)}；只改档案转递或户口迁移的，选择${named(register.kinds.archive_change)}。`,
      '审核通过之前，原来的登记一直有效；通过之后，需要重新确认，生效中的核验编号随即失效，可重新授权。',
    ],
    go: [toRegister, { href: '/graduate/register/?kind=archive_change', text: menu.archiveChange.title }],
  },
  {
    ask: '原来的去向不再成立',
    say: () => [
      `选择${named(register.kinds.void)}，写明原因，点击${named(filling.review.submitVoid)}。审核通过后，原来的登记、确认和核验编号一并失效，需要重新登记。`,
    ],
    go: [toRegister],
  },
  {
    ask: '什么时候截止',
    say: () => [
      `登记和确认请在毕业当月底之前完成；自行变更到届别当年的 8 月 31 日为止，之后由学校办理。页面上的${named(deadlines.title)}会写明您的日期。`,
    ],
  },
  {
    ask: '谁改过我的信息',
    say: () => [`${named(history.title)}列出每一次变更：时间、由谁、从什么改成什么。`],
    go: [{ href: '/graduate/history/', text: history.title }],
  },
]
