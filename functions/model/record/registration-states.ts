/** 去向登记 · 变更 · 更改档案去向 · 作废 */
export const registrationKinds = ['registration', 'change', 'archive_change', 'void'] as const
export type RegistrationKind = (typeof registrationKinds)[number]

/** Those of a registration that is not closed yet; a graduate has one at most. */
export const openRegistrationStates = ['draft', 'college_review', 'school_review', 'returned'] as const
export const registrationStates = [...openRegistrationStates, 'effective', 'discarded'] as const
export type OpenRegistrationState = (typeof openRegistrationStates)[number]
export type RegistrationState = (typeof registrationStates)[number]
