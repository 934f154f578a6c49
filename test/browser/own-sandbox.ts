import { inject } from 'vitest'

const own = inject('sandboxes')[Number(process.env.VITEST_POOL_ID) - 1]
if (own === undefined) throw new Error('no sandbox for this worker')

/** The sandbox of this worker: two specs at once on one database are in each other's way. */
export const sandbox = own
