// Starts the real identity provider for the integration tests. Accounts are made up from the login itself, because the
// test's database is not to be seen from here: `<identity number>|<name>|<1 if the enrolment is bound>`. Whoever's login
// begins with `staff-` is called by it.
import { createHash } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'
import type { TestProject } from 'vitest/node'
import { startIdentityProvider } from '../sandbox/identity-provider.ts'
import './node-clock.ts'
import { sandboxAcr } from './settings.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    issuer: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const origin = 'http://127.0.0.1:8787'
  const provider = await startIdentityProvider({
    port: await freePort(),
    origin,
    acr: sandboxAcr,
    accounts: {
      find(login) {
        const [idNumber = '', name = '', bound] = login.split('|')
        const subject = idNumber.startsWith('staff-')
          ? idNumber
          : createHash('sha256').update(idNumber).digest('base64url')
        const reach = { phone: '19900001111', email: 'person@example.com' }
        return Promise.resolve({ subject, name, idNumber, ...reach, enrolmentBound: bound === '1' })
      },
    },
  })
  project.provide('issuer', provider.issuer)
  return () => provider.close()
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve)
  })
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => {
    probe.close(resolve)
  })
  return port
}
