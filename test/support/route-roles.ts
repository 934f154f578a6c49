// Who a route lets in, by its address: one list for the tests that walk every route. That each route really asks for that
// session or token is what they find out.
import type { Role } from '#model/actors.ts'

/** What a college's staff do too; everything else under /api/staff/ is the whole school's. */
export const collegeRoutes = new Set([
  'GET /api/staff/grants',
  'POST /api/staff/grants/choice',
  'GET /api/staff/session',
  'GET /api/staff/registrations',
  'GET /api/staff/registrations/:id',
  'POST /api/staff/registrations/:id/approval',
  'POST /api/staff/registrations/:id/return',
])

/** For machines: by access token, so no cookie opens them and no Origin is asked for. */
export const isForMachines = (route: string): boolean =>
  / \/api\/(sync|department\/verifications)(\/|$)/.test(route)

/** The roles that a JSON route or somebody's own page lets in, or undefined where anybody may ask. @param route `GET /api/staff/uploads/:id` */
export function rolesOf(route: string): readonly Role[] | undefined {
  const [, room = ''] = / \/(?:api\/)?([a-z]+)\//.exec(route) ?? []
  switch (room) {
    case 'graduate':
    case 'reports':
      return ['graduate']
    case 'staff':
      return collegeRoutes.has(route) ? ['school', 'college'] : ['school']
    case 'department':
      return [isForMachines(route) ? 'departmentSystem' : 'department']
    case 'sync':
      return ['provincialSystem']
    default:
      return undefined
  }
}
