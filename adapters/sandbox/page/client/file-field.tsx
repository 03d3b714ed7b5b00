import { useRef, useState } from 'react'
import type { FileView, Json } from '../../protocol.ts'
import { act } from './api.ts'
import { useClient } from './context.ts'
import type { Names } from './field.tsx'
import { CloseIcon, PaperclipIcon } from './icons.tsx'

const sizeOf = (bytes: number, locale: string) => {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)} ${unit}`
}

/** Slack's file input: files are uploaded as soon as they are chosen, the form carries their ids. */
export function FileField(props: {
  element: Json
  value: readonly string[]
  change: (ids: readonly string[]) => void
  names: Names
}) {
  const { user, texts, locale } = useClient()
  const [files, setFiles] = useState<readonly FileView[]>([])
  const [state, setState] = useState<'idle' | 'uploading' | 'failed'>('idle')
  const input = useRef<HTMLInputElement>(null)
  const { element, value, change, names } = props
  const types = Array.isArray(element.filetypes) ? element.filetypes.map((type) => `.${type}`) : []

  const add = async (chosen: FileList) => {
    setState('uploading')
    const uploaded = (await Promise.all([...chosen].map((file) => act.upload(user, file)))).filter(
      (file) => file !== null,
    )
    setFiles((before) => [...before, ...uploaded])
    change([...value, ...uploaded.map((file) => file.id)])
    setState(uploaded.length < chosen.length ? 'failed' : 'idle')
    if (input.current) input.current.value = ''
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition to the button inside.
    <div
      className="files"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void add(event.dataTransfer.files)
      }}
    >
      <input
        ref={input}
        type="file"
        className="unseen"
        multiple={element.max_files !== 1}
        accept={types.join() || undefined}
        aria-label={texts.addFiles}
        aria-describedby={names.describedBy || undefined}
        tabIndex={-1}
        onChange={(event) => event.target.files && add(event.target.files)}
      />
      <button type="button" className="plain-button" onClick={() => input.current?.click()}>
        <PaperclipIcon />
        {texts.addFiles}
      </button>
      <span className="files-hint" role="status">
        {state === 'uploading' ? texts.uploading : state === 'failed' ? texts.uploadFailed : texts.orDrop}
      </span>
      <ul>
        {files
          .filter((file) => value.includes(file.id))
          .map((file) => (
            <li key={file.id}>
              {file.mimeType.startsWith('image/') && <img src={`/sandbox/files/${file.id}`} alt="" />}
              <span>{file.name}</span>
              <small>{sizeOf(file.bytes, locale)}</small>
              <button
                type="button"
                className="quiet icon"
                aria-label={texts.remove(file.name)}
                onClick={() => change(value.filter((id) => id !== file.id))}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
      </ul>
    </div>
  )
}
