// Kills the worker with SIGKILL while it writes, and looks at what it left: an answer that was given must stand, one that
// was not given must be whole or nothing, and a repeat under the same key answers as the first did. The database's file
// outlives the process, not the machine: this is a killed process, no power cut.
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { placesIn } from '../sandbox/settings-file.ts'
import { compareDesk, deskCounts, leftBehind, standing } from './after-kills.ts'
import { type Findings, newFindings, rounded } from './report.ts'
import { Visitor } from './visitor.ts'
import type { World } from './world.ts'
import { type Attempt, type Draft, isKeyed, send, startWriters, takeDraft } from './writers.ts'

/** Living processes of a group. */
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

/** A nonce that only a worker started after this can know: it prints its operator's name on every report. */
async function newBootNonce(dir: string): Promise<string> {
  const nonce = `boot-${crypto.randomUUID()}`
  const { settings } = placesIn(dir)
  const text = await readFile(settings, 'utf8')
  await writeFile(settings, text.replace(/^OPERATOR_NAME=.*$/m, `OPERATOR_NAME='${nonce}'`))
  return nonce
}

/** one kill, the new start and its repeats, with room for a slow machine */
const oneKill = 14_000

export async function attackByKills(world: World, until: number): Promise<Findings> {
  const found = newFindings()
  const fault = (text: string) => found.differences.push(text)
  const drafts: Draft[] = world.drafters.map((who) => ({ who, open: null }))
  const all: Attempt[] = []
  const cutOff: Attempt[] = []
  const restarts: number[] = []
  const totals = { kills: 0, processes: 0, stood: 0, repeats: 0 }
  const deskBefore = await deskCounts(world)

  while (Date.now() < until - oneKill && found.differences.length === 0) {
    const group = world.sandbox.workerGroup()
    const processes = alive(group)
    const writers = startWriters(world, drafts, totals.kills, fault)
    await pause(500 + Math.random() * 1500)
    await world.sandbox.killWorker()
    await writers.stop()
    totals.kills += 1
    totals.processes += processes.length
    const left = await untilGone(group)
    if (processes.length < 2 || left.length > 0)
      fault(`killed ${processes.join()}, still there: ${left.join()}`)

    const unanswered = writers.attempts.filter(({ answer }) => answer === undefined)
    all.push(...writers.attempts)
    cutOff.push(...unanswered)
    totals.stood += await standing(world, unanswered)
    restarts.push(await startAgain(world, processes, fault))
    totals.repeats += await repeat(writers.attempts.filter(isKeyed), drafts, fault)
  }

  const lost = [...(await leftBehind(world, all, drafts)), ...(await compareDesk(world, deskBefore, all))]
  for (const each of lost) fault(each)
  if (totals.kills === 0) fault('there was no time for a kill')
  const acknowledged = all.length - cutOff.length
  const keyed = cutOff.filter(isKeyed).length
  const slowest = Math.max(...restarts) / 1000
  found.lines.push(
    `${totals.kills} kills, ${totals.processes} processes dead; each new worker knew a nonce that the one before could not`,
    `${acknowledged} acknowledged writes, ${lost.length} faults in what is left of them`,
    `${cutOff.length} cut off without an answer; of ${keyed} with a key ${totals.stood} had been done all the same (${rounded((100 * totals.stood) / Math.max(keyed, 1), 2)} %)`,
    `${totals.repeats} repeats under the same key, each with the first answer; slowest restart ${slowest.toFixed(1)} s`,
  )
  found.figures = { ...totals, acknowledged, cutOff: cutOff.length, keyed, slowestRestartSeconds: slowest }
  return found
}

/** @returns how long it took, milliseconds */
async function startAgain(
  { sandbox, dir }: World,
  dead: number[],
  fault: (text: string) => void,
): Promise<number> {
  const anybody = new Visitor(sandbox.origin)
  if (await anybody.ask('/api/regions').then(Boolean, () => false)) fault('something answers after the kill')
  const nonce = await newBootNonce(dir)
  const from = Date.now()
  await sandbox.startWorkerAgain()
  const took = Date.now() - from
  if (alive(sandbox.workerGroup()).some((pid) => dead.includes(pid))) fault('an old process lives')
  if (!(await anybody.ask('/specimens/valid')).text.includes(nonce)) fault('an old worker answers')
  return took
}

/** Sends every write again: first answers come back, what was cut off is done now or had been. @returns how many */
async function repeat(attempts: Attempt[], drafts: Draft[], fault: (text: string) => void): Promise<number> {
  for (const attempt of attempts) {
    const { answer: first, ...sent } = attempt
    const again: Attempt = sent
    await send(again)
    const { answer } = again
    if (first === undefined) {
      attempt.answer = answer
      if (answer?.status !== 200) fault(`cut off and sent again: ${answer?.status} ${answer?.text}`)
      const draft = drafts.find(({ who }) => who === attempt.who)
      const wrong = draft === undefined ? undefined : takeDraft(draft, attempt)
      if (wrong !== undefined) fault(wrong)
    } else if (answer?.status !== first.status || answer.text !== first.text)
      fault(`${attempt.path}: first ${first.text}, then ${answer?.status} ${answer?.text}`)
  }
  return attempts.length
}
