// The command lines of an operator's machine: which commands a program has, what each needs and may take, and how the
// program says what came of it.
import { parseArgs } from 'node:util'
import { Problem } from './problem.ts'

interface Command<Option> {
  needs?: readonly Option[]
  /** exactly one of them */
  oneOf?: readonly Option[]
  may?: readonly Option[]
  /** without a value */
  flags?: readonly string[]
}

interface CommandLine<Name extends string, Option extends string, Many extends Option> {
  /** the whole answer to a command line that does not fit */
  usage: string
  commands: Record<Name, Command<Option>>
  /** options that may stand several times; of any other the last one counts */
  many?: readonly Many[]
  /** where an empty value is as good as none */
  dropsEmpty?: boolean
  /** where one is opened: either --local, with its --persist-to, or --remote */
  database?: boolean
}

export interface Asked<Name extends string, Option extends string, Many extends Option = never> {
  command: Name
  given: Partial<Record<Exclude<Option, Many>, string> & Record<Many, string[]>>
  /** those of the command that were given */
  flags: string[]
  /** undefined: the deployment's own database */
  local: { state: string } | undefined
}

const flag = { type: 'boolean', default: false } as const
const databaseOptions = {
  local: flag,
  remote: flag,
  'persist-to': { type: 'string', default: '.wrangler/state' },
} as const

/** @returns what reads a command line, or throws an Error whose message is the usage: something is missing or too much */
export function commandReader<
  const Name extends string,
  const Option extends string,
  const Many extends Option = never,
>(line: CommandLine<Name, Option, Many>): (args: readonly string[]) => Asked<Name, Option, Many> {
  const tables: Record<string, Command<string>> = line.commands
  const many: readonly string[] = line.many ?? []
  const known = Object.values(tables).flatMap(optionsOf)
  const flags = Object.values(tables).flatMap((table) => table.flags ?? [])
  const options = Object.fromEntries(
    known.map((name) => [name, { type: 'string', multiple: many.includes(name) } as const]),
  )
  const isOption = (written: string) =>
    [...known, ...flags, ...Object.keys(databaseOptions)].includes(/^--([^=]+)/.exec(written)?.[1] ?? '')
  /** An id that begins with a hyphen is a value, and no option; parseArgs takes it only behind `=`. */
  const withTheirValues = (args: readonly string[]): string[] => {
    const joined: string[] = []
    for (const each of args) {
      const before = joined.at(-1) ?? ''
      const isValue = each.startsWith('-') && !isOption(each) && known.some((name) => before === `--${name}`)
      if (isValue) joined[joined.length - 1] = `${before}=${each}`
      else joined.push(each)
    }
    return joined
  }
  const parse = (args: readonly string[]) => {
    try {
      return parseArgs({
        args: withTheirValues(args),
        allowPositionals: true,
        options: {
          ...options,
          ...Object.fromEntries(flags.map((name) => [name, flag])),
          ...(line.database && databaseOptions),
        },
      })
    } catch {
      throw new Error(line.usage)
    }
  }
  return (args) => {
    const { values, positionals } = parse(args)
    const { local, remote, 'persist-to': state, ...written } = values
    const given = Object.entries(written).filter(
      ([name, value]) => !flags.includes(name) && !(line.dropsEmpty && value === ''),
    )
    const raised = flags.filter((name) => (written as Record<string, unknown>)[name] === true)
    const [command = '', ...rest] = positionals
    const table = Object.hasOwn(tables, command) ? tables[command] : undefined
    const names = given.map(([name]) => name)
    const misplaced = raised.some((name) => !table?.flags?.includes(name))
    if (table === undefined || rest.length > 0 || !fits(table, names) || misplaced)
      throw new Error(line.usage)
    if (line.database && local === remote) throw new Error(line.usage)
    return {
      command: command as Name,
      given: Object.fromEntries(given) as Asked<Name, Option, Many>['given'],
      flags: raised,
      local: local === true ? { state: String(state) } : undefined,
    }
  }
}

const optionsOf = ({ needs = [], oneOf = [], may = [] }: Command<string>) => [...needs, ...oneOf, ...may]

const fits = (table: Command<string>, names: readonly string[]): boolean =>
  names.every((name) => optionsOf(table).includes(name)) &&
  (table.needs ?? []).every((name) => names.includes(name)) &&
  (table.oneOf === undefined || table.oneOf.filter((name) => names.includes(name)).length === 1)

/** A failure in words for whoever typed the command; undefined where it has none. */
export function said(error: unknown): string | undefined {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : undefined
  const { title, detail, fields = [] } = error.body('', '')
  return [`${title}。${detail}`, ...fields.map(({ field, reason }) => `${field}：${reason}`)].join('\n  ')
}

/**
 * Prints what the process's own command line answers, or says why it failed, and then ends with 1.
 * @param failed is said where a failure has no words
 */
export async function runProgram(
  name: string,
  failed: string,
  run: (args: readonly string[]) => Promise<string>,
): Promise<void> {
  try {
    process.stdout.write(`${await run(process.argv.slice(2))}\n`)
  } catch (error) {
    process.stderr.write(`${name}: ${said(error) ?? failed}\n`)
    process.exitCode = 1
  }
}
