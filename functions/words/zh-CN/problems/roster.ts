/** Problems of a roster that changes under what was built on it. */
export const rosterProblems = {
  'entry.on_hold': {
    title: '学校登记您暂不毕业或已离校，现在不能办理',
    detail:
      '学校把您的毕业结论登记为延期毕业、休学、退学或肄业。已登记的信息都还在，没有任何内容被改动。如与实际不符，请联系学校就业部门更正；更正后即可继续办理。',
  },
} as const
