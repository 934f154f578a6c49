import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

interface Props {
  words: { choose: string; formats: string }
  /** '' where none */
  fault: string
  onTake: (file: File | undefined) => void
  /** before the button */
  lead?: ComponentChildren
  /** behind it: which file was chosen */
  children: ComponentChildren
}

/** A table's file, by the button or dropped. The same file may be chosen again. */
export function FileBox({ words, fault, onTake, lead, children }: Props) {
  const [over, setOver] = useState(false)
  return (
    <div
      class={`drop ${over ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onTake(event.dataTransfer?.files[0])
      }}
    >
      {lead}
      <label class="btn row quiet" for="file">
        {words.choose}
      </label>
      <input
        id="file"
        class="unseen"
        type="file"
        accept=".csv,.txt,.xlsx,.xlsm,.xls,.htm,.html"
        aria-invalid={fault !== ''}
        aria-describedby={fault === '' ? 'file-says' : 'file-says file-fault'}
        onChange={(event) => {
          onTake(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      {children}
      <p class="note" id="file-says">
        {words.formats}
      </p>
      {fault !== '' && (
        <p class="error" id="file-fault">
          {fault}
        </p>
      )}
    </div>
  )
}
