// Kills the worker with SIGKILL while it writes, and looks at what it left: an answer that was given must stand, one that
// was not given must be whole or nothing, and a repeat under the same key answers as the first did. The database's file
// outlives the process, not the machine: this is a killed process, no power cut.
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { placesIn } from '../sandbox/settings-file.ts'
import { filled } from '../support/filled-content.ts'
import { compareDesk, deskCounts, leftBehind, standing } from './after-kills.ts'
import { type Findings, newFindings, rounded } from './report.ts'
import { Visitor } from './visitor.ts'
import type { World } from './world.ts'

/** One write: what was sent, and what came back where anything did. */
export interface Attempt {
  who: Visitor
  path: string
  json: object
  key: string
  answer?: { status: number; text: string }
}

export interface Draft {
  who: Visitor
  open: { id: string; version: number } | null
}

/** Writers at once; each sends its next write when its last one was answered. */
const accountWriters = 3
const deskWriters = 2

/** Living processes of a group: what is left of one that was killed does not count. */
function alive(group: number): number[] {
  return execFileSync('ps', ['-eo', 'pid=,pgid=,stat='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [pid, of, state = ''] = line.trim().split(/\s+/)
      return Number(of) === group && !state.startsWith('Z') ? [Number(pid)] : []
    })
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The kernel takes a moment to bury what was killed. */
async function untilGone(group: number): Promise<number[]> {
  for (let tries = 0; tries < 50 && alive(group).length > 0; tries += 1) await pause(100)
  return alive(group)
}

async function send(attempt: Attempt): Promise<boolean> {
  const { who, path, json, key } = attempt
  try {
    const { status, text } = await who.ask(path, { json, key })
    attempt.answer = { status, text }
    return true
  } catch {
    return false
  }
}

/** A nonce that only a worker started after this can know: it prints its operator's name on every report. */
async function newBootNonce(dir: string): Promise<string> {
  const nonce = `boot-${crypto.randomUUID()}`
  const { settings } = placesIn(dir)
  const text = await readFile(settings, 'utf8')
  await writeFile(settings, text.replace(/^OPERATOR_NAME=.*$/m, `OPERATOR_NAME='${nonce}'`))
  return nonce
}

export async function attackByKills(world: World, until: number): Promise<Findings> {
  const found = newFindings()
  const { sandbox, dir } = world
  const fault = (text: string) => found.differences.push(text)
  const drafts: Draft[] = world.drafters.map((who) => ({ who, open: null }))
  const { graduate } = world.a
  const anybody = new Visitor(sandbox.origin)
  const totals = { kills: 0, processes: 0, acknowledged: 0, cutOff: 0, keyed: 0, stood: 0, repeats: 0 }
  const desk = { receipts: new Set<string>(), cutOff: 0 }
  const accounts: Attempt[] = []
  const beginning = await deskCounts(world)
  const restarts: number[] = []

  while (Date.now() < until - 9000 && found.differences.length === 0) {
    const cycle = totals.kills
    const group = sandbox.workerGroup()
    const before = alive(group)
    const attempts: Attempt[] = []
    const flying = new Set<Attempt>()
    let stopped = false
    const write = async (who: Visitor, path: string, json: object) => {
      const attempt: Attempt = { who, path, json, key: crypto.randomUUID() }
      attempts.push(attempt)
      flying.add(attempt)
      if (await send(attempt)) flying.delete(attempt)
      return attempt
    }
    const writers = [
      ...Array.from({ length: accountWriters }, async (_, writer) => {
        for (let at = 0; !stopped; at += 1) {
          const login = `kill-${cycle}-${writer}-${at}`
          accounts.push(
            await write(world.a.officer, '/api/staff/accounts', { login, name: '攻击账号', college: '' }),
          )
        }
      }),
      ...drafts.map(async (draft) => {
        for (let at = 0; !stopped; at += 1) {
          const content = { ...filled, unitName: `第${cycle}次第${at}号公司` }
          const attempt = await write(draft.who, '/api/graduate/registration/draft', {
            open: draft.open,
            kind: 'registration',
            content,
            reason: '',
          })
          if (attempt.answer === undefined) return
          draft.open = nextDraft(attempt, draft.open, fault)
        }
      }),
      ...Array.from({ length: deskWriters }, async () => {
        while (!stopped) {
          const attempt = await write(world.desks.archive, '/api/department/lookups', {
            kind: 'archive',
            name: graduate.person.name,
            code: graduate.codes.archive.code,
          })
          if (attempt.answer !== undefined) desk.receipts.add(receiptIn(attempt.answer.text, fault))
        }
      }),
    ]
    await pause(500 + Math.random() * 1500)
    await sandbox.killWorker()
    stopped = true
    await Promise.all(writers)
    totals.kills += 1
    totals.processes += before.length
    const left = await untilGone(group)
    if (before.length < 2 || left.length > 0) fault(`killed ${before.join()}, still there: ${left.join()}`)
    if (await anybody.ask('/api/regions').then(Boolean, () => false))
      fault('something answers after the kill')

    const isWrite = ({ path }: Attempt) => path !== '/api/department/lookups'
    const cutOff = [...flying]
    desk.cutOff += cutOff.filter((each) => !isWrite(each)).length
    const stood = await standing(world, cutOff)
    const nonce = await newBootNonce(dir)
    const from = Date.now()
    await sandbox.startWorkerAgain()
    restarts.push(Date.now() - from)
    if (alive(sandbox.workerGroup()).some((pid) => before.includes(pid))) fault('an old process lives')
    if (!(await anybody.ask('/specimens/valid')).text.includes(nonce)) fault('an old worker answers')

    const answered = attempts.filter((each) => each.answer !== undefined && isWrite(each))
    for (const { path, answer } of attempts)
      if (answer !== undefined && answer.status !== 200) fault(`${path}: ${answer.status} ${answer.text}`)
    for (const attempt of answered) {
      const first = attempt.answer
      const again = { ...attempt, answer: undefined }
      await send(again)
      const repeat = again.answer as Attempt['answer']
      if (repeat?.status !== first?.status || repeat?.text !== first?.text)
        fault(`${attempt.path}: first ${first?.text}, repeated ${repeat?.status} ${repeat?.text}`)
    }
    for (const attempt of cutOff.filter(isWrite)) {
      await send(attempt)
      if (attempt.answer?.status !== 200) fault(`cut off, then ${attempt.answer?.text}`)
      const draft = drafts.find(({ who }) => who === attempt.who)
      if (draft !== undefined && attempt.answer !== undefined)
        draft.open = nextDraft(attempt, draft.open, fault)
    }
    totals.acknowledged += attempts.length - cutOff.length
    totals.cutOff += cutOff.length
    totals.keyed += cutOff.filter(isWrite).length
    totals.stood += stood
    totals.repeats += answered.length + cutOff.filter(isWrite).length
  }

  const lost = [...(await leftBehind(world, accounts, drafts))]
  await compareDesk(world, beginning, desk, (text) => lost.push(text))
  for (const each of lost) fault(each)
  const { kills, processes, acknowledged, cutOff, keyed, stood, repeats } = totals
  if (kills === 0) fault('no time for a single kill')
  const slowest = Math.max(...restarts) / 1000
  found.lines.push(
    `${kills} kills of ${processes} processes; each new worker knew a nonce that the one before could not`,
    `${acknowledged} acknowledged writes, ${lost.length} faults in what they left`,
    `${cutOff} cut off without an answer; of ${keyed} with a key ${stood} stood all the same (${rounded((100 * stood) / Math.max(acknowledged, 1))} % of the acknowledged)`,
    `${repeats} repeats under the same key, each with the first answer; slowest restart ${slowest.toFixed(1)} s`,
  )
  found.figures = { ...totals, slowestRestartSeconds: slowest }
  return found
}

/** A save counts the version up by exactly one, also when it was cut off and sent again. */
function nextDraft({ answer }: Attempt, open: Draft['open'], fault: (text: string) => void): Draft['open'] {
  const { id, version } = JSON.parse(answer?.text ?? '{}') as { id: string; version: number }
  if (version !== (open?.version ?? 0) + 1 || (open !== null && id !== open.id))
    fault(`a draft went from version ${open?.version ?? 0} to ${answer?.text}`)
  return { id, version }
}

function receiptIn(text: string, fault: (text: string) => void): string {
  const { answer } = JSON.parse(text) as { answer?: { verdict: string; receipt?: string } }
  if (answer?.verdict !== 'valid') fault(`a desk was told ${text.slice(0, 120)} of a live code`)
  return answer?.receipt ?? ''
}
