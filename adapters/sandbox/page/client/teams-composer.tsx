import { useRef, useState } from 'react'
import type { FileView, TeamsConversationView } from '../../protocol.ts'
import { useClient, usePage } from './context.ts'
import { BoltIcon, CloseIcon, PaperclipIcon, SendIcon, WarnIcon } from './icons.tsx'
import { Popover } from './popover.tsx'
import { type ExtensionCommand, type TeamsOutcome, teamsAct } from './teams-api.ts'

/** Where a person writes in Teams: messages and commands to the bot, files, and the message extension. */
export function TeamsComposer({
  conversation,
  title,
  answers = null,
}: {
  conversation: TeamsConversationView
  title: string
  /** The message at the head of the thread that is answered. */
  answers?: string | null
}) {
  const { user, texts } = useClient()
  const { target } = usePage()
  const [text, setText] = useState('')
  const [files, setFiles] = useState<readonly FileView[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const isPersonal = conversation.type === 'personal'
  const wanted = isPersonal && target?.type === 'command' && target.user === user
  const tell = (outcome: TeamsOutcome) =>
    setProblem(outcome.outcome === 'failed' ? texts.problems[outcome.problem] : null)
  const say = async (said: string) => {
    if (said === '' && files.length === 0) return
    setText('')
    setFiles([])
    tell(
      await teamsAct.says(
        user,
        { conversation: conversation.id, answers },
        said,
        files.map(({ id }) => id),
      ),
    )
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void say(text.trim())
  }
  const placeholder = placeholderOf(texts, title, { isPersonal, isAnswer: answers !== null })
  return (
    <div className={wanted ? 'composer pointed' : 'composer'}>
      {problem !== null && (
        <p className="trouble" role="alert">
          <WarnIcon />
          {problem}
        </p>
      )}
      {isPersonal && (
        <div className="teams-prompts">
          {texts.teams.prompts.map((prompt) => (
            <button key={prompt} type="button" className="chip" onClick={() => say(prompt)}>
              {prompt}
            </button>
          ))}
        </div>
      )}
      <Chosen files={files} remove={(id) => setFiles(files.filter((file) => file.id !== id))} />
      <div className="composer-box">
        {answers === null && (
          <ExtensionMenu run={async (command) => tell(await teamsAct.command(user, command, null))} />
        )}
        {isPersonal && (
          <FileButton
            add={(file) => setFiles((before) => [...before, file])}
            failed={() => setProblem(texts.uploadFailed)}
          />
        )}
        <textarea
          rows={1}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className="quiet icon send"
          aria-label={texts.send}
          disabled={text.trim() === '' && files.length === 0}
          onClick={() => say(text.trim())}
        >
          <SendIcon />
        </button>
      </div>
    </div>
  )
}

function placeholderOf(
  texts: ReturnType<typeof useClient>['texts'],
  title: string,
  { isPersonal, isAnswer }: { readonly isPersonal: boolean; readonly isAnswer: boolean },
): string {
  if (isAnswer) return texts.composerThread
  return isPersonal ? texts.teams.compose : texts.composer(title)
}

function Chosen({ files, remove }: { files: readonly FileView[]; remove: (id: string) => void }) {
  const { texts } = useClient()
  if (files.length === 0) return null
  return (
    <ul className="teams-chosen">
      {files.map(({ id, name }) => (
        <li key={id} className="teams-file">
          <PaperclipIcon />
          {name}
          <button
            type="button"
            className="quiet icon"
            aria-label={texts.remove(name)}
            onClick={() => remove(id)}
          >
            <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  )
}

function FileButton({ add, failed }: { add: (file: FileView) => void; failed: () => void }) {
  const { user, texts } = useClient()
  const input = useRef<HTMLInputElement>(null)
  const choose = async (chosen: FileList | null) => {
    for (const file of chosen ?? []) {
      const stored = await teamsAct.upload(user, file)
      if (stored === null) failed()
      else add(stored)
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={texts.addFiles}
        onChange={(event) => void choose(event.target.files)}
      />
      <button
        type="button"
        className="quiet icon"
        aria-label={texts.addFiles}
        title={texts.addFiles}
        onClick={() => input.current?.click()}
      >
        <PaperclipIcon />
      </button>
    </>
  )
}

function ExtensionMenu({ run }: { run: (command: ExtensionCommand) => void }) {
  const { texts } = useClient()
  const { snapshot } = usePage()
  const commands = [
    { command: 'newPost', label: texts.teams.newPost },
    { command: 'newChannel', label: texts.teams.newChannel },
  ] as const
  return (
    <Popover icon={<BoltIcon />} label={texts.teams.actions} buttonClass="quiet icon" place="up menu">
      {(close) =>
        commands.map(({ command, label }) => (
          <button
            key={command}
            type="button"
            onClick={() => {
              close()
              run(command)
            }}
          >
            <BoltIcon />
            <span>
              <strong>{label}</strong>
              <small>{snapshot.app.name}</small>
            </span>
          </button>
        ))
      }
    </Popover>
  )
}
