/** The part of Adaptive Cards 1.5 that Countersign draws with. https://adaptivecards.io/explorer/ */

export type Spacing = 'None' | 'Small' | 'Default' | 'Medium' | 'Large'
export type ContainerStyle = 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent'

export interface TextRun {
  readonly type: 'TextRun'
  readonly text: string
  readonly weight?: 'Bolder'
  readonly size?: 'Small' | 'Medium' | 'Large'
  readonly color?: 'Accent' | 'Attention'
  readonly isSubtle?: true
  readonly strikethrough?: true
  readonly underline?: true
  readonly selectAction?: OpenUrl
}

interface Placed {
  readonly id?: string
  readonly spacing?: Spacing
  readonly separator?: true
  readonly isVisible?: false
}
export interface RichTextBlock extends Placed {
  readonly type: 'RichTextBlock'
  readonly inlines: readonly TextRun[]
}
export interface TextBlock extends Placed {
  readonly type: 'TextBlock'
  readonly text: string
  readonly wrap: true
  readonly weight?: 'Bolder'
  readonly size?: 'Small' | 'Default' | 'Medium' | 'Large'
  readonly isSubtle?: true
  readonly style?: 'heading'
}
export interface Container extends Placed {
  readonly type: 'Container'
  readonly items: readonly Element[]
  readonly style?: ContainerStyle
  readonly bleed?: true
}
export interface Column {
  readonly type: 'Column'
  readonly width: 'auto' | 'stretch'
  readonly items: readonly Element[]
  readonly verticalContentAlignment?: 'Center'
}
export interface ColumnSet extends Placed {
  readonly type: 'ColumnSet'
  readonly columns: readonly Column[]
  readonly selectAction?: Submit
}
export interface Picture extends Placed {
  readonly type: 'Image'
  readonly url: string
  readonly altText: string
  readonly size?: 'Stretch'
  /** In pixels of the layout; less where there is no room. */
  readonly width?: `${number}px`
  /** Only Teams reads it: whoever presses the picture sees it as large as it is. */
  readonly msTeams?: { readonly allowExpand: true }
}
export interface ActionSet extends Placed {
  readonly type: 'ActionSet'
  readonly actions: readonly Action[]
}

interface InputBase extends Placed {
  readonly id: string
  readonly label: string
  readonly isRequired?: true
  readonly errorMessage?: string
}
export interface TextInput extends InputBase {
  readonly type: 'Input.Text'
  readonly isMultiline?: true
  readonly maxLength?: number
  readonly style?: 'Url'
  readonly value?: string
  readonly placeholder?: string
}
export interface ChoiceSetInput extends InputBase {
  readonly type: 'Input.ChoiceSet'
  readonly choices: readonly { readonly title: string; readonly value: string }[]
  readonly isMultiSelect?: true
  readonly style?: 'compact' | 'expanded' | 'filtered'
  readonly wrap?: true
  readonly value?: string
}
export interface DateInput extends InputBase {
  readonly type: 'Input.Date'
  readonly value?: string
}
export interface TimeInput extends InputBase {
  readonly type: 'Input.Time'
  readonly value?: string
}
export type Input = TextInput | ChoiceSetInput | DateInput | TimeInput

export type Element = RichTextBlock | TextBlock | Container | ColumnSet | Picture | ActionSet | Input

interface ActionBase {
  readonly title: string
  readonly style?: 'positive' | 'destructive'
  readonly tooltip?: string
  readonly mode?: 'secondary'
}
export interface OpenUrl {
  readonly type: 'Action.OpenUrl'
  readonly url: string
  readonly title?: string
}
export interface Execute extends ActionBase {
  readonly type: 'Action.Execute'
  readonly verb: string
  readonly data: object
  readonly associatedInputs?: 'none'
}
export interface Submit extends ActionBase {
  readonly type: 'Action.Submit'
  readonly data: object
  readonly associatedInputs?: 'none'
}
export interface ShowCard extends ActionBase {
  readonly type: 'Action.ShowCard'
  readonly card: AdaptiveCardJson
}
export interface ToggleVisibility extends ActionBase {
  readonly type: 'Action.ToggleVisibility'
  readonly targetElements: readonly string[]
}
export type Action = Execute | Submit | ShowCard | ToggleVisibility

/** A mention that Teams shows and delivers: `text` stands word for word in a `TextBlock` of the card. */
export interface MentionEntity {
  readonly type: 'mention'
  readonly text: string
  readonly mentioned: { readonly id: string; readonly name: string }
}

export interface AdaptiveCardJson {
  readonly type: 'AdaptiveCard'
  readonly $schema?: 'http://adaptivecards.io/schemas/adaptive-card.json'
  readonly version: '1.5'
  /** On the outer card only: an unfolding one has the language of its parent. */
  readonly lang?: 'en' | 'de'
  readonly fallbackText?: string
  readonly body: readonly Element[]
  readonly actions?: readonly Action[]
  readonly refresh?: {
    readonly action: Execute
    readonly userIds?: readonly string[]
  }
  /** Only Teams reads it; other hosts pass it over. */
  readonly msteams?: { readonly width?: 'full'; readonly entities?: readonly MentionEntity[] }
}
