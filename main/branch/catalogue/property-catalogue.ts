import type { CatalogueEntry } from './catalogue-entry.ts';

/** A property manager's front desk. */
export const propertyCatalogue: CatalogueEntry[] = [
  {
    prefix: 'A', nameZh: '费用缴纳', nameEn: 'Fees', targetWaitMinutes: 10, targetServiceMinutes: 5,
    documents: [
      ['房号或缴费通知单', 'Unit number or payment notice'],
      ['开具发票：抬头与税号', 'For an invoice: name and tax number'],
    ],
    business: [
      ['物业费缴纳', 'Management fee'], ['水电公摊缴纳', 'Shared water and power'], ['车位费缴纳', 'Parking fee'],
      ['费用查询与发票', 'Fee enquiry and invoice'], ['押金退还', 'Return of a deposit'],
    ],
  },
  {
    prefix: 'B', nameZh: '入住手续', nameEn: 'Moving in', targetWaitMinutes: 15, targetServiceMinutes: 30,
    documents: [
      ['业主身份证件', 'Owner’s identity document'],
      ['购房合同或不动产权证', 'Purchase contract or deed'],
      ['开发商交房通知书', 'Developer’s handover notice'],
      ['代办：业主授权委托书', 'Through an agent: owner’s authorisation'],
    ],
    business: [
      ['收房验房', 'Handover and inspection'], ['钥匙移交', 'Handover of keys'], ['业主资料登记', 'Registration of owners'],
      ['验房问题登记', 'Defects found at handover'],
    ],
  },
  {
    prefix: 'C', nameZh: '装修管理', nameEn: 'Renovation', targetWaitMinutes: 15, targetServiceMinutes: 15,
    documents: [
      ['业主身份证件', 'Owner’s identity document'],
      ['装修公司营业执照与资质证书', 'Contractor’s business licence and qualification'],
      ['装修方案与图纸', 'Plan and drawings'],
      ['施工人员身份证件与照片', 'Workers’ identity documents and photographs'],
    ],
    business: [
      ['装修申请', 'Renovation application'], ['施工人员出入证', 'Passes for workers'], ['动火作业申请', 'Hot work permit'],
      ['装修验收', 'Final inspection'], ['装修垃圾清运', 'Removal of rubble'],
    ],
  },
  {
    prefix: 'D', nameZh: '报修登记', nameEn: 'Repairs', targetWaitMinutes: 10, targetServiceMinutes: 6,
    documents: [['房号与联系电话', 'Unit number and telephone']],
    business: [
      ['水电维修', 'Water and power'], ['门窗维修', 'Doors and windows'], ['渗漏维修', 'Leaks'],
      ['公共设施报修', 'Shared facilities'], ['电梯报修', 'Lifts'], ['维修进度查询', 'Progress of a repair'],
    ],
  },
  {
    prefix: 'E', nameZh: '停车业务', nameEn: 'Parking', targetWaitMinutes: 15, targetServiceMinutes: 8,
    documents: [
      ['车主身份证件与行驶证', 'Owner’s identity document and vehicle licence'],
      ['车位：产权证明或租赁合同', 'Parking space: proof of title or lease'],
    ],
    business: [
      ['月租车办理', 'Monthly parking'], ['车牌变更', 'Change of number plate'], ['访客车辆登记', 'Visitors’ vehicles'],
      ['充电桩安装申请', 'Charging point application'], ['停车退租', 'End of monthly parking'],
    ],
  },
  {
    prefix: 'F', nameZh: '门禁与证件', nameEn: 'Access and passes', targetWaitMinutes: 10, targetServiceMinutes: 6,
    documents: [
      ['住户身份证件', 'Resident’s identity document'],
      ['租户：租赁合同', 'Tenants: lease'],
    ],
    business: [
      ['门禁卡办理', 'Access card'], ['门禁卡补办', 'Replacement of a card'], ['人脸门禁登记', 'Face access'],
      ['大件物品放行条', 'Exit permit for large items'],
    ],
  },
  {
    prefix: 'G', nameZh: '过户与租赁', nameEn: 'Sales and leases', targetWaitMinutes: 15, targetServiceMinutes: 12,
    documents: [
      ['买卖双方身份证件', 'Identity documents of both parties'],
      ['不动产权证', 'Deed'],
      ['物业费用结清', 'All fees settled'],
      ['租赁：租赁合同与租户身份证件', 'Leases: lease and tenant’s identity document'],
    ],
    business: [
      ['业主过户登记', 'Registration of a new owner'], ['租户登记', 'Registration of tenants'], ['迁出手续', 'Moving out'],
      ['费用结清证明', 'Certificate of settled fees'],
    ],
  },
  {
    prefix: 'H', nameZh: '咨询与建议', nameEn: 'Enquiries and suggestions', targetWaitMinutes: 10, targetServiceMinutes: 8,
    documents: [['房号与联系电话', 'Unit number and telephone']],
    business: [
      ['业务咨询', 'Advice'], ['意见建议', 'Suggestions'], ['邻里协调', 'Neighbours'],
      ['失物招领', 'Lost and found'], ['公共场地借用', 'Use of shared space'],
    ],
  },
];
