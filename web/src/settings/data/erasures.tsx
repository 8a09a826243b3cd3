import { UserX } from 'lucide-react'
import { usePages } from '../../api/pages.ts'
import { Paged } from '../../ui/paged.tsx'
import { Empty } from '../../ui/states.tsx'
import { Screen } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { type Erasure, ErasureReceipt } from './erasure-receipt.tsx'

/** The receipts of people that were erased: what went, and a hash to prove it by. */
const Erasures = () => {
  const t = useSettingsTexts()
  const pages = usePages<Erasure>(['erasures'], '/v1/erasures')
  return (
    <Screen title={t.pages.erasures} intro={t.data.erasuresIntro}>
      <Paged pages={pages} rows={3} empty={<Empty icon={<UserX />} title={t.data.noErasures} />}>
        {(receipts) => receipts.map((receipt) => <ErasureReceipt key={receipt.id} receipt={receipt} />)}
      </Paged>
    </Screen>
  )
}

export default Erasures
