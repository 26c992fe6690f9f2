import type { CatalogueEntry } from './catalogue-entry.ts';

/** An insurer's customer service counter. */
export const insuranceCatalogue: CatalogueEntry[] = [
  {
    prefix: 'A', nameZh: '保全变更', nameEn: 'Policy changes', targetWaitMinutes: 15, targetServiceMinutes: 12,
    documents: [
      ['保险合同', 'Policy'],
      ['投保人有效身份证件', 'Identity document of the policyholder'],
      ['受益人变更：被保险人同意签字', 'Change of beneficiary: signed consent of the insured'],
    ],
    business: [
      ['联系方式变更', 'Change of contact details'], ['受益人变更', 'Change of beneficiary'], ['投保人变更', 'Change of policyholder'],
      ['缴费账户变更', 'Change of payment account'], ['保单补发', 'Replacement of a policy'], ['复效', 'Reinstatement of a policy'],
    ],
  },
  {
    prefix: 'B', nameZh: '理赔受理', nameEn: 'Claims', targetWaitMinutes: 15, targetServiceMinutes: 20,
    documents: [
      ['被保险人或受益人有效身份证件', 'Identity document of the insured or beneficiary'],
      ['医疗：诊断证明、病历、发票与费用清单', 'Medical: diagnosis, records, invoices and list of charges'],
      ['意外：事故证明', 'Accident: proof of the accident'],
      ['收款人银行卡', 'Bank card of the payee'],
    ],
    business: [
      ['理赔报案', 'Notice of a claim'], ['医疗险理赔', 'Medical claim'], ['重疾险理赔', 'Critical illness claim'],
      ['意外险理赔', 'Accident claim'], ['身故理赔', 'Death claim'], ['补交理赔资料', 'Further papers for a claim'],
    ],
  },
  {
    prefix: 'C', nameZh: '投保承保', nameEn: 'New policies', targetWaitMinutes: 15, targetServiceMinutes: 25,
    documents: [
      ['投保人与被保险人有效身份证件', 'Identity documents of policyholder and insured'],
      ['未成年人：户口簿或出生证明', 'Minors: household register or birth certificate'],
      ['投保人银行卡', 'Bank card of the policyholder'],
    ],
    business: [
      ['新单投保', 'New application'], ['健康告知与核保', 'Health declaration and underwriting'], ['保单签收回执', 'Receipt of a policy'],
      ['犹豫期撤单', 'Withdrawal in the cooling-off period'],
    ],
  },
  {
    prefix: 'D', nameZh: '续期缴费', nameEn: 'Renewal premiums', targetWaitMinutes: 10, targetServiceMinutes: 6,
    documents: [
      ['保单号或保险合同', 'Policy number or policy'],
      ['投保人有效身份证件', 'Identity document of the policyholder'],
    ],
    business: [
      ['续期保费缴纳', 'Payment of a premium'], ['缴费查询与发票', 'Payment enquiry and invoice'], ['保费自动垫交', 'Automatic premium loan'],
      ['缴费方式变更', 'Change of payment terms'],
    ],
  },
  {
    prefix: 'E', nameZh: '给付与退保', nameEn: 'Benefits and surrender', targetWaitMinutes: 15, targetServiceMinutes: 15,
    documents: [
      ['保险合同', 'Policy'],
      ['权益人有效身份证件', 'Identity document of the entitled person'],
      ['权益人本人银行卡', 'Entitled person’s own bank card'],
    ],
    business: [
      ['满期金领取', 'Maturity benefit'], ['生存金与年金领取', 'Survival benefit and annuity'], ['红利领取', 'Dividend'],
      ['保单贷款', 'Policy loan'], ['保单还款', 'Repayment of a policy loan'], ['退保', 'Surrender'],
    ],
  },
  {
    prefix: 'F', nameZh: '车险业务', nameEn: 'Motor insurance', targetWaitMinutes: 15, targetServiceMinutes: 12,
    documents: [
      ['行驶证与车主身份证件', 'Vehicle licence and owner’s identity document'],
      ['理赔：驾驶证与事故认定书', 'Claims: driving licence and accident report'],
      ['过户批改：机动车登记证书', 'Transfer: vehicle registration certificate'],
    ],
    business: [
      ['车险投保与续保', 'Motor policy or renewal'], ['车险批改', 'Endorsement'], ['车险理赔', 'Motor claim'],
      ['车险退保', 'Cancellation of a motor policy'], ['电子保单打印', 'Print of an electronic policy'],
    ],
  },
  {
    prefix: 'G', nameZh: '咨询查询', nameEn: 'Enquiries', targetWaitMinutes: 10, targetServiceMinutes: 6,
    documents: [['查询本人保单：有效身份证件', 'Enquiries on your own policy: identity document']],
    business: [
      ['保单查询', 'Policy enquiry'], ['理赔进度查询', 'Progress of a claim'], ['产品咨询', 'Advice on products'],
      ['线上服务绑定', 'Linking of online services'],
    ],
  },
  {
    prefix: 'H', nameZh: '团体业务', nameEn: 'Group business', targetWaitMinutes: 10, targetServiceMinutes: 20,
    documents: [
      ['营业执照', 'Business licence'],
      ['经办人身份证件与单位授权书', 'Agent’s identity document and the employer’s authorisation'],
      ['参保人员清单（盖章）', 'List of insured persons, sealed'],
    ],
    business: [
      ['团险投保', 'Group policy'], ['参保人员增减', 'Joining and leaving members'], ['团险理赔', 'Group claim'],
      ['团险续保', 'Group renewal'],
    ],
  },
];
