import type { Adapter, AdapterPayload } from 'oidc-provider'

const kept = new Map<string, { payload: AdapterPayload; endsAt: number }>()
const byUid = new Map<string, string>()
const byGrant = new Map<string, string[]>()

/** What the stand-in provider keeps, for as long as it runs. */
export class MemoryAdapter implements Adapter {
  readonly model: string

  constructor(model: string) {
    this.model = model
  }

  key(id: string) {
    return `${this.model}:${id}`
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number) {
    const key = this.key(id)
    kept.set(key, { payload, endsAt: expiresIn ? Date.now() + expiresIn * 1000 : Infinity })
    if (this.model === 'Session' && payload.uid !== undefined) byUid.set(payload.uid, id)
    if (payload.grantId !== undefined)
      byGrant.set(payload.grantId, [...(byGrant.get(payload.grantId) ?? []), key])
  }

  async find(id: string) {
    const found = kept.get(this.key(id))
    if (found === undefined || found.endsAt < Date.now()) return undefined
    return found.payload
  }

  async findByUid(uid: string) {
    const id = byUid.get(uid)
    return id === undefined ? undefined : this.find(id)
  }

  async findByUserCode() {
    return undefined
  }

  async consume(id: string) {
    const found = await this.find(id)
    if (found !== undefined) found.consumed = Math.floor(Date.now() / 1000)
  }

  async destroy(id: string) {
    kept.delete(this.key(id))
  }

  async revokeByGrantId(grantId: string) {
    for (const key of byGrant.get(grantId) ?? []) kept.delete(key)
    byGrant.delete(grantId)
  }
}
