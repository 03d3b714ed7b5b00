import type { Texts } from './texts.ts'

const several = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`)

export const german: Texts = {
  title: 'Countersign',
  subtitle: 'Sandbox',
  skip: 'Zu den Fenstern springen',
  clock: {
    label: 'Uhr der Sandbox',
    hour: '+1 Stunde',
    hourShort: '+1 Std.',
    workingDay: '+8 Arbeitsstunden',
    workingDayShort: '+8 Arb.-Std.',
    deadline: 'Nächste Frist',
    deadlineShort: 'Frist',
    move: 'Uhr vorstellen',
    nothing: 'Es läuft keine Frist.',
  },
  log: 'Entwicklerprotokoll',
  logErrors: (count) => several(count, 'Fehler', 'Fehler'),
  language: 'Sprache dieser Seite',
  theme: { label: 'Farbschema', light: 'Hell', dark: 'Dunkel', system: 'Wie das System' },
  reset: 'Von vorn beginnen',
  resetQuestion: 'Alle Anfragen und Nachrichten vergessen und von vorn beginnen?',
  more: 'Mehr',
  cancel: 'Abbrechen',
  people: 'Wessen Chat sehen Sie?',
  peopleHint: 'Bis zu vier nebeneinander',
  departments: {
    marketing: 'Marketing',
    security: 'Sicherheit',
    legal: 'Recht',
    executive: 'Vorstand',
    other: 'Weitere',
  },
  kinds: {
    member: '',
    guest: 'Gastkonto',
    deactivated:
      'Deaktiviertes Konto. Slack hätte diese Person abgemeldet; hier sehen Sie, was geschieht, wenn trotzdem ein Klick ankommt.',
    bot: 'Konto eines Bots',
  },
  unread: (count) => several(count, 'ungelesene Nachricht', 'ungelesene Nachrichten'),
  connecting: 'Der Bot startet noch …',
  lost: 'Die Sandbox antwortet nicht. Läuft der Server noch? Diese Seite versucht es weiter.',
  close: 'Schließen',
  closeColumn: (name) => `${name} ausblenden`,
  clientOf: { slack: (name) => `Slack von ${name}`, teams: (name) => `Teams von ${name}` },
  switchChat: (name, chat) => `${name} in ${chat} lesen lassen`,
  localeOf: (name) => `Sprache im Fenster von ${name}`,
  teams: {
    compose: 'Nachricht an Countersign, oder ein Befehl',
    prompts: ['neu', 'meine', 'warteschlange'],
    emptyHint: 'Schreiben Sie „neu“, oder wählen Sie im ⚡-Menü „Neuer Beitrag“.',
    actions: 'Aktionen und Apps',
    message: 'Freigabe anfragen',
    newPost: 'Neuer Beitrag',
    newChannel: 'Neuer Kanal',
    trouble: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  },
  conversations: 'Unterhaltungen',
  home: 'Start',
  homeEmpty: 'Die App zeigt hier noch nichts.',
  app: 'APP',
  edited: '(bearbeitet)',
  onlyYou: 'Nur für Sie sichtbar',
  newMessages: 'Neu',
  today: 'Heute',
  yesterday: 'Gestern',
  tomorrow: 'Morgen',
  at: 'um',
  emptyDirect: 'Hier ist noch nichts',
  emptyDirectHint: (command) =>
    `Geben Sie ${command} ein, oder öffnen Sie das ⚡-Menü und wählen Sie „Freigabe anfragen“.`,
  emptyOther: 'Noch keine Nachrichten.',
  replies: (count) => several(count, 'Antwort', 'Antworten'),
  reply: 'Im Thread antworten',
  thread: 'Thread',
  back: 'Zurück',
  composer: (name) => `Nachricht an ${name}`,
  composerThread: 'Antworten …',
  send: 'Senden',
  shortcuts: 'Kurzbefehle',
  requestApproval: 'Freigabe anfragen',
  requestApprovalForMessage: 'Diesen Beitrag freigeben lassen',
  runs: 'Führt den Befehl aus',
  notResponding: 'Diese App hat nicht geantwortet. Ihr Klick ist vielleicht nicht angekommen.',
  problems: {
    late: 'Die App hat nicht rechtzeitig geantwortet.',
    refused: 'Die App hat mit einem Fehler geantwortet.',
    unreachable: 'Die App war nicht zu erreichen.',
    not_connected: 'Noch ist keine App verbunden.',
    bad_answer: 'Die Antwort der App war nicht zu verstehen. Das Entwicklerprotokoll sagt, warum.',
    unknown: 'Das gibt es nicht mehr.',
  },
  trouble: 'Die Verbindung hat nicht geklappt. Noch einmal versuchen?',
  optional: '(optional)',
  choose: 'Bitte wählen',
  nothingChosen: 'Keine Auswahl',
  choosePerson: 'Person wählen',
  addFiles: 'Dateien hinzufügen',
  orDrop: 'oder hierher ziehen',
  remove: (name) => `${name} entfernen`,
  uploading: 'Wird hochgeladen …',
  uploadFailed: 'Die Datei konnte nicht hochgeladen werden.',
  moreActions: 'Weitere Aktionen',
  charactersLeft: (count) => `noch ${count} Zeichen`,
  fields: {
    required: 'Bitte füllen Sie dieses Pflichtfeld aus.',
    too_long: (limit) => `Höchstens ${limit} Zeichen.`,
    too_short: (limit) => `Mindestens ${limit} Zeichen.`,
    not_email: 'Bitte geben Sie eine E-Mail-Adresse ein.',
    not_url: 'Bitte geben Sie eine vollständige Adresse ein, die mit https:// beginnt.',
    not_number: 'Bitte geben Sie eine Zahl ein.',
    too_many: (limit) => `Höchstens ${limit}.`,
  },
  cannotDraw: 'Slack würde hier etwas zeigen, das die Sandbox nicht zeichnen kann.',
  logDrawer: {
    intro:
      'Jeder Aufruf zwischen dem Bot und den nachgebildeten Chats Slack und Teams. Was sie ablehnen würden, ist rot.',
    empty: 'Noch nichts.',
    onlyErrors: 'Nur Fehler',
    fromBot: (chat) => `Bot → ${chat}`,
    toBot: (chat) => `${chat} → Bot`,
    throttle: 'Teams drosseln',
    throttled: (count) =>
      count === 1
        ? 'Teams beantwortet die nächste Nachricht mit „zu viele Anfragen“.'
        : `Teams beantwortet die nächsten ${count} Nachrichten mit „zu viele Anfragen“.`,
    forbidChats: 'Gruppenchats in Teams verbieten',
    chatsForbidden:
      'Der Bot darf keine Gruppenchats anlegen: Eine Klärung in Teams wird zum Thread in einem Kanal.',
    sent: 'Gesendet',
    received: 'Geantwortet',
    milliseconds: (count) => `${count} ms`,
  },
  tour: {
    label: 'Führung',
    offerTitle: 'Marketing will posten. Die Sicherheit sagt nein. Die Rechtsabteilung sagt ja, wenn …',
    offerText:
      'Spielen Sie den Konflikt durch: In einer Minute sehen Sie, wie er endet, und alle wissen, warum.',
    play: 'Den Konflikt durchspielen',
    explore: 'Selbst umsehen',
    again: 'Noch einmal',
    step: (current, all) => `Schritt ${current} von ${all}`,
    perform: 'Für mich erledigen',
    next: 'Fertig',
    working: 'Läuft …',
    leave: 'Führung verlassen',
    problems: {
      no_button:
        'Die Schaltfläche für diesen Schritt fehlt. Hat der Bot geantwortet? Das Entwicklerprotokoll sagt vielleicht mehr.',
      no_answer: 'Der Bot hat nicht geantwortet. Das Entwicklerprotokoll sagt mehr.',
      not_accepted:
        'Der Bot hat die Antworten nicht angenommen. Bitte schließen Sie diesen Schritt von Hand ab.',
    },
    steps: {
      ask: {
        title: 'Mara bittet um die Freigabe eines Beitrags',
        text: (app) =>
          `Nehmen Sie in Maras ${app} das ⚡-Menü, oder geben Sie einen Befehl ein, und füllen Sie das Formular aus. Sicherheit und Recht bekommen sofort eine Karte, jeweils in dem Chat, in dem sie arbeiten.`,
      },
      reject: {
        title: 'Sam von der Sicherheit lehnt ab',
        text: (app) =>
          `Sams ${app} zeigt den genauen Text, und Sam bewertet das Risiko. Ein Nein braucht einen Grund und sagt, was daraus ein Ja machen würde.`,
      },
      conditions: {
        title: 'Lena aus der Rechtsabteilung stimmt zu, mit Auflagen',
        text: (app) =>
          `Lena, deren ${app} Deutsch spricht, möchte einen Satz geändert haben. Nun sind sich die Gruppen uneins.`,
      },
      position_mara: {
        title: 'Die Klärung beginnt. Mara sagt, was sie akzeptieren würde',
        text: (app) =>
          `Eine gemeinsame Unterhaltung in ${app}, beide Seiten nebeneinander. Eine Einigung hier würde alles sofort beenden.`,
      },
      position_sam: {
        title: 'Sam antwortet',
        text: (app) =>
          `In ${app} sieht Sam, was die andere Seite braucht. Nehmen wir an, es reicht in der Zeit nicht ganz.`,
      },
      clock: {
        title: 'Die Zeit für die Klärung läuft ab',
        text: (app) =>
          `Hier muss niemand warten: Stellen Sie die Uhr auf die nächste Frist vor, an den Erinnerungen vorbei, bis die Leitung in ${app} gefragt wird.`,
      },
      rule: {
        title: 'Carla entscheidet',
        text: (app) =>
          `Ihre Vorlage in ${app} ist in einer Minute gelesen: die Frage, beide Positionen, was jede Wahl bedeutet. Ihre Entscheidung ist endgültig.`,
      },
      told: {
        title: 'Alle wissen Bescheid, und warum',
        text: () =>
          'Sehen Sie in die Fenster, in Slack und in Teams: dasselbe Ergebnis, derselbe Grund, und was noch zu tun ist. Alles steht im Protokoll.',
      },
    },
  },
}
