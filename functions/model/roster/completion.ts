import { codeTable } from '../tables/code-table.ts'

/** 毕业结论 of a roster entry. The codes are the project's own; '' is a school that does not say. */
export const completions = codeTable([
  ['1', '毕业'],
  ['2', '结业'],
  ['3', '延期毕业', '延毕', '延长学制'],
  ['4', '退学', '取消学籍', '开除学籍'],
  ['5', '肄业'],
  ['6', '休学', '保留学籍'],
])

/** Why nothing can be registered, confirmed, authorized or verified for now; 毕业 and 结业 are in scope. */
export function holdOf(completionCode: string): 'deferred' | 'left' | undefined {
  if (['3', '6'].includes(completionCode)) return 'deferred'
  return ['4', '5'].includes(completionCode) ? 'left' : undefined
}
