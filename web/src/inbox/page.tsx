import { useTexts } from '../texts/texts.tsx'

export const InboxPage = () => {
  const t = useTexts()
  return (
    <main className="p-6">
      <h1 className="text-lg font-semibold">{t.shell.inbox}</h1>
    </main>
  )
}
