import { useTexts } from '../texts/texts.tsx'

export const ContactsPage = () => {
  const t = useTexts()
  return (
    <main className="p-6">
      <h1 className="text-lg font-semibold">{t.shell.contacts}</h1>
    </main>
  )
}
