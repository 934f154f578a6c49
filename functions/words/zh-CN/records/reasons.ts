/** What is wrong with the reason that a graduate or a reviewer gives. */
export const reasonFaults = {
  'reason.missing': '请填写原因',
  'reason.too_long': '最多 500 字',
} as const
