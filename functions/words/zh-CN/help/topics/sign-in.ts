import { wayOn } from '../../access/sign-in.ts'
import { basicInfo } from '../../graduate/basic-info.ts'
import { menu } from '../../graduate/graduate.ts'
import { home } from '../../site/home.ts'
import { named, type Question } from '../question.ts'

export const signInQuestions: readonly Question[] = [
  {
    ask: '怎样登录',
    say: ({ provider }) => [
      `在首页点击${named(home.graduate.title)}，用${provider}账号登录。本网站没有自己的账号和密码。`,
      `首次登录先到${named(basicInfo.title)}，确认学校上传的信息。有几段学籍的，登录后先选择一段，随时可以点击${named(menu.change)}。`,
    ],
  },
  {
    ask: '提示没有毕业生信息',
    say: () => [
      '学校就业部门没有上传您的基本信息，或上传的身份证号有误。',
      '请联系学校就业部门核对并上传，之后重新登录即可。',
    ],
  },
  {
    ask: '提示已绑定另一个账号',
    say: ({ provider }) => [
      '学校已上传您的信息，并在首次登录时绑定了当时的账号，不是现在这个。',
      `请点击${named(wayOn.otherAccount)}，用原来的${provider}账号登录；忘记账号的，可在登录页面找回。原账号不能再用，或您从未登录过的，请联系学校就业部门。`,
    ],
  },
  {
    ask: '提示没有绑定学籍',
    say: ({ provider }) => [`请登录${provider}，在账号中绑定学籍信息，再回到本网站重新登录。`],
  },
  {
    ask: '提示姓名不一致',
    say: ({ provider }) => [
      `学校上传的姓名与${provider}账号的姓名不同，例如含生僻字，或少数民族姓名的间隔点写法不同。`,
      '请联系学校就业部门更正，更正后重新登录。',
    ],
  },
  {
    ask: '忘记账号、密码或更换了手机号码',
    say: ({ provider }) => [`请在${provider}的登录页面找回账号，或在账号信息中修改手机号码、电子邮箱。`],
  },
]
