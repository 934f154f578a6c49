/** The way through, as every page shows it. */
export const stepNames = ['basic_info', 'confirmation', 'authorization', 'report'] as const
export type StepName = (typeof stepNames)[number]

/**
 * What is to be done next, a row each: the page where it is done, and the step of the way it belongs to; null where
 * nothing can be done here for now.
 */
export const nextActs = {
  check_basic_info: { path: '/graduate/basic-info/', step: 'basic_info' },
  on_hold: { path: null, step: null },
  service_over: { path: null, step: null },
  register: { path: '/graduate/register/', step: 'confirmation' },
  fill_draft: { path: '/graduate/register/', step: 'confirmation' },
  mend_returned: { path: '/graduate/register/', step: 'confirmation' },
  await_review: { path: '/graduate/register/', step: 'confirmation' },
  register_elsewhere: { path: '/graduate/register/', step: 'confirmation' },
  archive_first: { path: '/graduate/confirm/', step: 'confirmation' },
  correct: { path: '/graduate/confirm/', step: 'confirmation' },
  confirm: { path: '/graduate/confirm/', step: 'confirmation' },
  confirm_again: { path: '/graduate/confirm/', step: 'confirmation' },
  authorize: { path: '/graduate/authorize/', step: 'authorization' },
  authorize_again: { path: '/graduate/authorize/', step: 'authorization' },
  show: { path: '/graduate/show/', step: 'report' },
} as const satisfies Record<string, { path: `/graduate/${string}` | null; step: StepName | null }>

export type NextAct = keyof typeof nextActs
export const nextActNames = Object.keys(nextActs) as [NextAct, ...NextAct[]]

export const stepPages = {
  basic_info: '/graduate/basic-info/',
  confirmation: '/graduate/confirm/',
  authorization: '/graduate/authorize/',
  report: '/graduate/show/',
} as const satisfies Record<StepName, string>
