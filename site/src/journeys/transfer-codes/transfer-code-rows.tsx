import type { TargetedKeyboardEvent } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { lastDayBefore } from '#model/calendar/caps.ts'
import { transferCodes as copy } from '#words/staff/transfer-codes.ts'
import { ContactText } from '../../kit/contact-text.tsx'
import type { TransferCode } from '../../kit/send.ts'
import { Groups } from '../../kit/groups.tsx'
import { Table } from '../../kit/table.tsx'
import { useCopy } from '../../kit/use-copy.ts'
import { actOf, DispatchForm } from './dispatch-form.tsx'
import { Sending } from './sending.tsx'
import { SettingAside, Withdrawal } from './undo-forms.tsx'

/** The code with gaps for the eye only: copying takes it as one word. */
function Code({ of, name }: { of: string; name: string }) {
  const { word, said, copy: take } = useCopy(of, { copied: copy.copied, byHand: copy.copyByHand })
  return (
    <>
      <span class="small-code" ref={word}>
        <Groups of={of} />
      </span>
      <button type="button" class="btn link" aria-label={copy.copyOf(name)} onClick={take}>
        {copy.copy}
      </button>
      <span class="note" role="status">
        {said}
      </span>
    </>
  )
}

const Unit = ({ of }: { of: NonNullable<TransferCode['archive']> }) => (
  <>
    <b>{of.unitName === '' ? of.transferType : of.unitName}</b>
    {of.unitName !== '' && (
      <>
        <span class="line">
          {[of.transferType, !of.unitAddress.startsWith(of.unitRegion) && of.unitRegion]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span class="line">{[of.unitAddress, of.postcode].filter(Boolean).join(' ')}</span>
        <span class="line">
          <ContactText of={[of.contact, of.phone].filter(Boolean).join(' ')} />
        </span>
      </>
    )}
  </>
)

const actWords = {
  sent: copy.enter,
  corrected: copy.correct,
  completed: copy.complete,
  sent_again: copy.again,
  reopened: copy.again,
} as const

/** Arrow keys go from one graduate's box to the next one that can be chosen. */
function walk(event: TargetedKeyboardEvent<HTMLInputElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const boxes = [...document.querySelectorAll<HTMLInputElement>('td.pick input:enabled')]
  boxes[boxes.indexOf(event.currentTarget) + step]?.focus()
}

interface RowProps {
  row: TransferCode
  cohort: number
  now: string
  selected: boolean
  stale: boolean
  onSelect: (selected: boolean) => void
  onDone: (said: string) => void
}

function Row({ row, cohort, now, selected, stale, onSelect, onDone }: RowProps) {
  const [open, setOpen] = useState<'entry' | 'withdrawal' | 'setting aside'>()
  const act = actOf(row)
  const endsAt = Date.parse(row.transferEndsAt)
  const ended = endsAt <= Date.parse(now)
  const { columns } = copy
  const toggle = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(undefined)
    toggle.current?.focus()
  }
  const done = (said: string) => {
    close()
    onDone(said)
  }
  return (
    <>
      <tr class={selected ? 'chosen' : undefined}>
        <td class="pick">
          <input
            type="checkbox"
            aria-label={copy.select(row.name)}
            checked={selected}
            disabled={row.notSent !== null}
            onKeyDown={walk}
            onChange={(event) => onSelect(event.currentTarget.checked)}
          />
        </td>
        <td data-label={columns.graduate}>
          <b>{row.name}</b>
          <span class="line num">{row.examNumber}</span>
        </td>
        <td data-label={columns.college}>
          {row.college === '' ? '--' : row.college}
          <span class="line">{row.major}</span>
        </td>
        <td data-label={columns.archive}>
          {row.archive === null ? <span class="line">{copy.noArchive}</span> : <Unit of={row.archive} />}
        </td>
        <td data-label={columns.code}>
          <Code of={row.code} name={row.name} />
          <span class="line">{(ended ? copy.ended : copy.until)(lastDayBefore(endsAt))}</span>
        </td>
        <td data-label={columns.dispatch}>
          <Sending of={row} />
        </td>
        <td class="acts" data-label={columns.acts}>
          {act !== undefined && (
            <button
              type="button"
              class="btn link"
              ref={toggle}
              aria-expanded={open === 'entry'}
              onClick={() => setOpen(open === 'entry' ? undefined : 'entry')}
            >
              {actWords[act]}
            </button>
          )}
          {row.dispatch !== null && row.dispatch.answer !== null && (
            <button type="button" class="btn link" onClick={() => setOpen('setting aside')}>
              {copy.setAsideAct}
            </button>
          )}
          {row.state === 'sent' && (
            <button type="button" class="btn link" onClick={() => setOpen('withdrawal')}>
              {copy.withdraw}
            </button>
          )}
          <a class="btn link" href={`/staff/registration-forms/${row.entryId}`} target="_blank">
            {copy.form}
          </a>
        </td>
      </tr>
      {open !== undefined && (
        <tr class="opened">
          <td colSpan={7}>
            {open === 'entry' && act !== undefined ? (
              <DispatchForm
                row={row}
                act={act}
                cohort={cohort}
                now={now}
                stale={stale}
                onDone={done}
                onClose={close}
              />
            ) : open === 'setting aside' ? (
              <SettingAside row={row} stale={stale} onDone={done} onClose={close} />
            ) : (
              <Withdrawal row={row} stale={stale} onDone={done} onClose={close} />
            )}
          </td>
        </tr>
      )}
    </>
  )
}

interface Props {
  rows: TransferCode[]
  cohort: number
  now: string
  selected: ReadonlySet<string>
  /** the list is being read again */
  stale: boolean
  onSelect: (entryIds: string[], selected: boolean) => void
  onDone: (said: string) => void
}

export function TransferCodeRows({ rows, cohort, now, selected, stale, onSelect, onDone }: Props) {
  const sendable = rows.filter(({ notSent }) => notSent === null).map(({ entryId }) => entryId)
  const all = sendable.length > 0 && sendable.every((id) => selected.has(id))
  return (
    <Table
      class="codes"
      rows={rows}
      columns={[
        {
          headClass: 'pick',
          head: (
            <label>
              <input
                type="checkbox"
                checked={all}
                disabled={sendable.length === 0}
                onChange={() => onSelect(sendable, !all)}
              />
              <span class="pick-says">{copy.selectPage}</span>
            </label>
          ),
        },
        ...Object.values(copy.columns).map((head) => ({ head })),
      ]}
      draw={(row) => (
        <Row
          key={row.entryId}
          row={row}
          cohort={cohort}
          now={now}
          selected={selected.has(row.entryId)}
          stale={stale}
          onSelect={(chosen) => onSelect([row.entryId], chosen)}
          onDone={onDone}
        />
      )}
    />
  )
}
