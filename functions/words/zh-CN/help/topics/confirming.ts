import { basicInfo } from '../../graduate/basic-info.ts'
import { confirm } from '../../graduate/confirm.ts'
import { named, type Question } from '../question.ts'

const toConfirm = { href: '/graduate/confirm/', text: confirm.title }

export const confirmingQuestions: readonly Question[] = [
  {
    ask: '怎样确认',
    say: () => [
      `在${named(confirm.title)}页面核对毕业去向、档案转递和户口迁移，选择${named(confirm.right)}，点击${named(confirm.submit)}。确认后才能授权核验。`,
    ],
    go: [toConfirm],
  },
  {
    ask: '基本信息有误，找谁改',
    say: ({ provider }) => [
      `手机号码、电子邮箱由本人在${provider}账号信息中修改，其他各项由学校就业部门更正。`,
      '更正后重新登录核对。',
    ],
    go: [{ href: '/graduate/basic-info/', text: basicInfo.title }],
  },
  {
    ask: '去向、档案或户口信息有误',
    say: () => [
      `在${named(confirm.title)}页面选择${named(confirm.wrong)}，勾选有误的部分，按需填写说明，留下联系方式后提交。毕业去向有误的须写明情况。`,
      '再按当时登记的方式更新：省级系统上报的，到省级系统更新；其余的自行变更或联系学校就业部门。更新后请再次确认。',
      '提交后，生效中的核验编号立即失效。',
    ],
    go: [toConfirm],
  },
  {
    ask: '误选了信息有误',
    say: () => [`实际信息无误的，点击${named(confirm.disputed.undo)}，再选择${named(confirm.right)}提交。`],
    go: [toConfirm],
  },
  {
    ask: '信息显示为空',
    say: () => [
      `显示${named(confirm.none)}的，可能尚未登记，也可能无需办理：户口未迁入学校，或系统上暂未收录。页面会写明是哪一种。`,
    ],
  },
  {
    ask: '提示学校登记暂不毕业或已离校',
    say: () => [
      '学校把毕业结论登记为延期毕业、休学、退学或肄业期间，不能登记、确认和授权，原来的核验编号失效。已登记的信息都还在。',
      '与实际不符的，请联系学校就业部门更正；更正后即可继续办理。',
    ],
  },
]
