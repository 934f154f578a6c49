/** Problems of departments' desks: signing in, budgets, and pairs that come in bulk. */
export const departmentProblems = {
  'department.unknown': {
    title: '这个账号没有部门核验权限',
    detail: '公共核验页面不需要登录，凭姓名和编号即可查询。',
  },
  'department.other_kind': {
    title: '本部门没有开通这一类核验',
    detail: '没有进行任何查询。请改用公共核验页面，或联系平台开通。',
  },
  'department.budget_spent': {
    title: '今天的查询次数不够了',
    detail: '没有进行任何查询，也没有扣减次数。次数每天 0 时恢复；如需增加，请联系平台。',
  },
  'department.malformed': {
    title: '部门的登记信息不符合要求',
    detail: '没有任何内容被改动。请按提示修改后重试。',
  },
  'department.exists': {
    title: '这个标识或账号已经登记过',
    detail: '没有任何内容被改动。请换一个。',
  },
  'department.not_found': {
    title: '没有这个部门或账号',
    detail: '没有任何内容被改动。请核对部门标识和登录名；它也可能已经是这个状态。',
  },
  'bulk.too_large': {
    title: '批量核验的内容太大',
    detail: '没有进行任何查询。文件不能超过 1 MB，一次最多 1,000 对姓名和编号，请分成几次。',
  },
  'bulk.too_many_rows': {
    title: '一次最多核验 1,000 对姓名和编号',
    detail: '没有进行任何查询。请分成几次核验。',
  },
  'bulk.not_found': {
    title: '没有找到这一批核验',
    detail: '没有进行任何查询。它可能由别的账号开始，或已经核验完。请重新检查名单后再开始。',
  },
} as const
