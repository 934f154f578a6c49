import { useState } from 'preact/hooks'
import { uploads } from '#words/staff/uploads.ts'
import { type PastUpload, send, staff, type Upload } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { TroubleNote, Verdict } from '../../kit/screens.tsx'
import type { Progress } from './send-file.ts'
import { type Trouble, troubleOf } from '../../kit/trouble.ts'
import { ChooseFile } from './choose-file.tsx'
import { Desk } from '../../kit/staff-desk.tsx'
import { PastUploads } from './past-uploads.tsx'
import { number } from '../../kit/number.ts'
import { lacksMuch, UploadResult } from './upload-result.tsx'
import { useSending } from './use-sending.ts'
import { useArrival } from '../../kit/use-arrival.ts'

function ProgressCard(props: { of: Progress; importing: boolean; onStop: () => void }) {
  const { stage, done, total } = props.of
  return (
    <section class="card">
      <div class="card-head">
        <h2>{props.importing ? uploads.importing : uploads.checking}</h2>
        {!props.importing && (
          <button type="button" class="btn row plain" onClick={props.onStop}>
            {uploads.cancel}
          </button>
        )}
      </div>
      <progress value={done} max={Math.max(total, 1)} aria-label={uploads.stages[stage]} />
      <p class="note">
        {uploads.stages[stage]}{' '}
        <span class="num">
          {stage === 'sending'
            ? `${Math.floor((100 * done) / Math.max(total, 1))}%`
            : uploads.progress(number(done), number(total))}
        </span>
      </p>
    </section>
  )
}

function Work({ past, onPast }: { past: PastUpload[]; onPast: () => void }) {
  // the desk of transfer codes leads here for its own kind of file
  const [kind, setKind] = useState<Upload['kind']>(
    location.search === '?kind=dispatches' ? 'dispatches' : 'roster',
  )
  const [file, setFile] = useState<File>()
  const [upload, setUpload] = useState<Upload>()
  const [opening, setOpening] = useState<Trouble>()
  /** the upload of which somebody has seen what it does not read */
  const [agreed, setAgreed] = useState('')
  const [importing, setImporting] = useState(false)
  const sending = useSending()

  const check = async () => {
    if (file === undefined) return
    setImporting(false)
    const checked = await sending.send(`/api/staff/uploads?kind=${kind}`, file)
    if (checked !== undefined) setUpload(checked)
    onPast()
  }
  const bringIn = async () => {
    if (file === undefined || upload === undefined) return
    setImporting(true)
    const imported = await sending.send(`/api/staff/uploads/${upload.id}/import`, file)
    if (imported !== undefined) setUpload(imported)
    onPast()
  }
  const startOver = () => {
    setUpload(undefined)
    setFile(undefined)
    sending.forget()
  }
  const open = async (id: string) => {
    try {
      setOpening(undefined)
      const found = await send(staff.uploads[':id'].$get, { param: { id } })
      setFile(undefined)
      sending.forget()
      setUpload(found)
      scrollTo({ top: 0 })
    } catch (error) {
      setOpening(troubleOf(error))
    }
  }

  const writes = upload === undefined ? 0 : upload.counts.accepted + upload.counts.changed
  const ready = upload?.importedAt === null && file !== undefined && writes > 0
  const unread = upload !== undefined && lacksMuch(upload)
  const stage = sending.progress !== undefined ? 'sending' : upload === undefined ? 'choose' : 'result'
  const arrival = useArrival(`${stage} ${upload?.id} ${upload?.importedAt}`)
  return (
    <div class="stack" {...arrival}>
      {sending.progress !== undefined ? (
        <ProgressCard of={sending.progress} importing={importing} onStop={sending.stop} />
      ) : upload === undefined ? (
        <ChooseFile
          kind={kind}
          file={file}
          onKind={setKind}
          onFile={(chosen) => {
            sending.forget()
            setFile(chosen)
          }}
          onCheck={() => void check()}
        />
      ) : (
        <>
          {upload.importedAt !== null && (
            <Verdict tone="good" title={uploads.imported}>
              {upload.counts.refused > 0 && <p>{uploads.importRefused}</p>}
            </Verdict>
          )}
          <div class="actions foot-actions">
            {ready && unread && (
              <label class="choice">
                <input
                  type="checkbox"
                  checked={agreed === upload.id}
                  onChange={(event) => setAgreed(event.currentTarget.checked ? upload.id : '')}
                />
                <span>{uploads.unread.agree}</span>
              </label>
            )}
            {ready && (
              <button
                type="button"
                class="btn row"
                disabled={unread && agreed !== upload.id}
                onClick={() => void bringIn()}
              >
                {uploads.import(number(writes))}
              </button>
            )}
            <button type="button" class="btn row plain" onClick={startOver}>
              {uploads.again}
            </button>
            <span class="note">
              {upload.importedAt !== null
                ? ''
                : file === undefined
                  ? uploads.needFile
                  : writes === 0
                    ? uploads.importNone
                    : unread && agreed !== upload.id
                      ? uploads.unread.agreeFirst
                      : uploads.importSays}
            </span>
          </div>
        </>
      )}
      {sending.trouble !== undefined && (
        <>
          <TroubleNote trouble={sending.trouble} retry={() => void (importing ? bringIn() : check())} />
          {importing && sending.trouble.unsure && <p class="warn">{uploads.interrupted}</p>}
        </>
      )}
      {upload !== undefined && sending.progress === undefined && <UploadResult upload={upload} />}
      {opening !== undefined && <TroubleNote trouble={opening} />}
      <PastUploads of={past} onOpen={(id) => void open(id)} />
    </div>
  )
}

mount(
  <Desk here="/staff/uploads/" signIn={uploads.signIn} load={() => send(staff.uploads.$get)}>
    {({ uploads: past }, reload) => <Work past={past} onPast={() => void reload()} />}
  </Desk>,
)
