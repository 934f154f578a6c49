import { usualBudgets } from '#model/budget.ts'

/** Two departments that receive files and households, with an account each. */
export const demoDepartments = [
  {
    id: 'haidian-talent',
    name: '海淀区人才服务中心档案科（沙箱）',
    archive: true,
    hukou: false,
    unitNames: ['北京市海淀区人力资源公共服务中心'],
    ...usualBudgets,
    login: 'dept-archive',
    person: '档案科经办员',
  },
  {
    id: 'haidian-household',
    name: '海淀分局户籍科（沙箱）',
    archive: false,
    hukou: true,
    unitNames: [] as string[],
    ...usualBudgets,
    login: 'dept-hukou',
    person: '户籍科经办员',
  },
]
