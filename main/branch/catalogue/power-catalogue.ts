import type { CatalogueEntry } from './catalogue-entry.ts';

/** A power company's business hall. Key accounts come last: their windows help the others when nobody waits there. */
export const powerCatalogue: CatalogueEntry[] = [
  {
    prefix: 'A', nameZh: '电费业务', nameEn: 'Bills and payment', targetWaitMinutes: 10, targetServiceMinutes: 5,
    documents: [
      ['户号或近期电费通知单', 'Account number or a recent bill'],
      ['开具增值税专用发票：开票信息与税号', 'For a VAT invoice: invoicing details and tax number'],
    ],
    business: [
      ['电费缴纳', 'Bill payment'], ['电费查询', 'Bill enquiry'], ['电费发票', 'Bill invoice'],
      ['智能缴费签约', 'Prepayment agreement'], ['代扣签约与解约', 'Direct debit: set up or end'], ['电费退补', 'Refund or back-billing'],
    ],
  },
  {
    prefix: 'B', nameZh: '用电新装', nameEn: 'New connection', targetWaitMinutes: 15, targetServiceMinutes: 15,
    documents: [
      ['用电人有效身份证件', 'Identity document of the customer'],
      ['房屋产权证明或其他用电地址权属证明', 'Proof of title to the premises'],
      ['企业：营业执照', 'Companies: business licence'],
      ['代办：经办人身份证件与授权委托书', 'Through an agent: agent’s identity document and authorisation'],
    ],
    business: [
      ['居民新装', 'New household connection'], ['低压非居民新装', 'New low-voltage business connection'],
      ['小区新装（批量）', 'New connections for a housing estate'], ['临时用电', 'Temporary supply'], ['临时用电延期', 'Extension of temporary supply'],
    ],
  },
  {
    prefix: 'C', nameZh: '过户更名', nameEn: 'Change of account holder', targetWaitMinutes: 15, targetServiceMinutes: 10,
    documents: [
      ['新户主有效身份证件', 'Identity document of the new holder'],
      ['房屋产权证明（不动产权证、购房合同等）', 'Proof of title (deed, purchase contract)'],
      ['原户主身份证件或授权', 'Identity document or authorisation of the old holder'],
      ['更名：户名变更的证明', 'For a change of name: proof of the change'],
    ],
    business: [
      ['过户', 'Transfer to a new holder'], ['更名', 'Change of name'], ['居民一户多人口', 'Large-household tariff'],
      ['联系信息变更', 'Change of contact details'], ['分户', 'Splitting of an account'], ['并户', 'Merging of accounts'],
    ],
  },
  {
    prefix: 'D', nameZh: '变更用电', nameEn: 'Change of supply', targetWaitMinutes: 15, targetServiceMinutes: 15,
    documents: [
      ['用电人有效身份证件', 'Identity document of the customer'],
      ['企业：营业执照与加盖公章的申请', 'Companies: business licence and sealed application'],
      ['增容：用电设备清单', 'More capacity: list of equipment'],
      ['销户：电费结清', 'Ending supply: all bills settled'],
    ],
    business: [
      ['增容', 'More capacity'], ['减容', 'Less capacity'], ['暂停', 'Suspension'], ['暂停恢复', 'End of suspension'],
      ['移表', 'Moving of the meter'], ['改类（改变电价类别）', 'Change of tariff class'], ['销户', 'Ending of supply'],
    ],
  },
  {
    prefix: 'E', nameZh: '电表与故障', nameEn: 'Meters and faults', targetWaitMinutes: 15, targetServiceMinutes: 8,
    documents: [
      ['户号', 'Account number'],
      ['用电人有效身份证件', 'Identity document of the customer'],
      ['电器损坏索赔：购置发票与故障时间说明', 'Claims for damaged appliances: purchase invoice and time of the fault'],
    ],
    business: [
      ['电能表校验', 'Meter check'], ['电能表故障', 'Meter fault'], ['停电报修', 'Outage report'],
      ['欠费复电', 'Reconnection after arrears'], ['家电损坏理赔', 'Claim for damaged appliances'],
    ],
  },
  {
    prefix: 'F', nameZh: '光伏与充电桩', nameEn: 'Solar and charging points', targetWaitMinutes: 15, targetServiceMinutes: 15,
    documents: [
      ['申请人有效身份证件', 'Identity document of the applicant'],
      ['光伏：房屋产权证明与本人银行卡', 'Solar: proof of title and own bank card'],
      ['充电桩：车位产权或使用权证明', 'Charging point: proof of title to or use of the parking space'],
      ['充电桩：物业同意安装的证明', 'Charging point: consent of the property manager'],
    ],
    business: [
      ['居民充电桩报装', 'Household charging point'], ['分布式光伏并网', 'Connection of rooftop solar'],
      ['光伏电费结算', 'Settlement of solar power'], ['峰谷电价办理', 'Time-of-use tariff'],
    ],
  },
  {
    prefix: 'G', nameZh: '综合咨询', nameEn: 'Enquiries', targetWaitMinutes: 10, targetServiceMinutes: 6,
    documents: [['查询本户信息：有效身份证件', 'Enquiries on your own account: identity document']],
    business: [
      ['业务咨询', 'Advice'], ['电价政策咨询', 'Advice on tariffs'], ['办理进度查询', 'Progress of an application'],
      ['网上国网绑定', 'Linking of the mobile application'], ['低保户五保户电费减免', 'Free allowance for households on benefits'],
    ],
  },
  {
    prefix: 'H', nameZh: '大客户业务', nameEn: 'Key accounts', targetWaitMinutes: 10, targetServiceMinutes: 20,
    documents: [
      ['营业执照', 'Business licence'],
      ['经办人身份证件与授权委托书', 'Agent’s identity document and authorisation'],
      ['高压新装增容：用电设备清单与负荷说明', 'High-voltage supply: list of equipment and load'],
      ['重要用户、高耗能项目：项目批复文件', 'Critical or energy-intensive users: project approval'],
    ],
    business: [
      ['高压新装', 'New high-voltage connection'], ['高压增容', 'More high-voltage capacity'], ['供用电合同', 'Supply contract'],
      ['需量与容量计费变更', 'Demand or capacity billing'], ['市场化售电咨询', 'Advice on the power market'], ['计划停电沟通', 'Planned outages'],
    ],
  },
];
