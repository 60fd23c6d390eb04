package org.tidewaiter.payload.observation;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Names of well-known RPC interfaces, so that a report can say {@code samr} instead of a UUID.
 *
 * <p>From the "Standards Assignments" sections of Microsoft's Open Specifications ([MS-SAMR],
 * [MS-DRSR], …), C706, and for those Microsoft does not document, from the interface tables that
 * public network analysers carry.
 */
public final class RpcInterfaces {
  /** Microsoft KMS: activation of volume licences, version 1.0. */
  public static final UUID KMS = UUID.fromString("51c82175-844e-4750-b0d8-ec255555bc06");

  /** Endpoint mapper (C706 appendix O), version 3.0. */
  public static final UUID ENDPOINT_MAPPER =
      UUID.fromString("e1af8308-5d1f-11c9-91a4-08002b14a0fa");

  /** Directory replication, version 4.0 ([MS-DRSR]). */
  public static final UUID DRSUAPI = UUID.fromString("e3514235-4b06-11d1-ab04-00c04fc2dcd2");

  /** Transfer syntax NDR, version 2 (C706). */
  public static final UUID NDR = UUID.fromString("8a885d04-1ceb-11c9-9fe8-08002b104860");

  /** Transfer syntax NDR64, version 1 ([MS-RPCE]). */
  public static final UUID NDR64 = UUID.fromString("71710533-beba-4937-8319-b5dbef9ccc36");

  private static final String[] TABLE = {
    "51c82175-844e-4750-b0d8-ec255555bc06 kms",
    "e1af8308-5d1f-11c9-91a4-08002b14a0fa epm",
    "afa8bd80-7d8a-11c9-bef4-08002b102989 mgmt",
    // Domain controllers.
    "12345778-1234-abcd-ef00-0123456789ac samr",
    "12345778-1234-abcd-ef00-0123456789ab lsarpc",
    "12345678-1234-abcd-ef00-01234567cffb netlogon",
    "e3514235-4b06-11d1-ab04-00c04fc2dcd2 drsuapi",
    "7c44d7d4-31d5-424c-bd5e-2b3e1f323d22 dsaop",
    "3919286a-b10c-11d0-9ba8-00c04fd92ef5 dssetup",
    "3dde7c30-165d-11d1-ab8f-00805f14db40 BackupKey",
    "b9785960-524f-11df-8b6d-83dcded72085 ISDKey",
    "50abc2a4-574d-40b3-9d66-ee4fd5fba076 DnsServer",
    "f5cc59b4-4264-101a-8c59-08002b2f8426 frsrpc",
    "d049b186-814f-11d1-9a3c-00c04fc9b232 NtFrsApi",
    "897e2e5f-93f3-4376-9c9c-fd2277495c27 FrsTransport",
    // Remote administration.
    "367abb81-9844-35f1-ad32-98f038001003 svcctl",
    "1ff70682-0a51-30e8-076d-740be8cee98b atsvc",
    "378e52b0-c0a9-11cf-822d-00aa0051e40f sasec",
    "86d35949-83c9-4044-b424-db363231fd0c ITaskSchedulerService",
    "338cd001-2244-31f1-aaaa-900038001003 winreg",
    "82273fdc-e32a-18c3-3f78-827929dc23ea eventlog",
    "f6beaff7-1e19-4fbb-9f8f-b89e2018337c even6",
    "894de0c0-0d55-11d3-a322-00c04fa321a1 InitShutdown",
    "d95afe70-a6d5-4259-822e-2c84da1ddb0d WindowsShutdown",
    "8d9f4e40-a03d-11ce-8f69-08003e30051b pnp",
    "6b5bdd1e-528c-422c-af8c-a4079be4fe48 RemoteFW",
    "8fb6d884-2388-11d0-8c35-00c04fda2795 W32Time",
    "12b81e99-f207-4a4c-85d3-77b42f76fd14 ISeclogon",
    "17fdd703-1827-4e34-79d4-24a55c53bb37 msgsvc",
    "5a7b91f8-ff00-11d0-a9b2-00c04fb6e6fc msgsvcsend",
    // Files and printers.
    "4b324fc8-1670-01d3-1278-5a47bf6ee188 srvsvc",
    "6bffd098-a112-3610-9833-46c3f87e345a wkssvc",
    "6bffd098-a112-3610-9833-012892020162 browser",
    "4fc742e0-4a10-11cf-8273-00aa004ae673 netdfs",
    "c681d488-d850-11d0-8c52-00c04fd90f7e efsrpc",
    "df1941c5-fe89-4e79-bf10-463657acf44d efsrpc",
    "a8e0653c-2744-4389-a61d-7373df8b2292 FssAgentRpc",
    "300f3532-38cc-11d0-a3f0-0020af6b0add trkwks",
    "4da1c422-943d-11d1-acae-00c04fc2aa3f trksvr",
    "12345678-1234-abcd-ef00-0123456789ab spoolss",
    "76f03f96-cdfd-44fc-a22c-64950a001209 IRemoteWinspool",
    "ae33069b-a2a8-46ee-a235-ddfd339be281 IRPCRemoteObject",
    "0b6edbfa-4a24-4fc6-8a23-942b1eca65d1 IRPCAsyncNotify",
    // DCOM and WMI.
    "000001a0-0000-0000-c000-000000000046 IRemoteSCMActivator",
    "4d9f4ab8-7d1c-11cf-861e-0020af6e7c57 IRemoteActivation",
    "99fcfec4-5260-101b-bbcb-00aa0021347a IObjectExporter",
    "00000131-0000-0000-c000-000000000046 IRemUnknown",
    "00000143-0000-0000-c000-000000000046 IRemUnknown2",
    "00000134-0000-0000-c000-000000000046 IRundown",
    "00020400-0000-0000-c000-000000000046 IDispatch",
    "f309ad18-d86a-11d0-a075-00c04fb68820 IWbemLevel1Login",
    "9556dc99-828c-11cf-a37e-00aa003240c7 IWbemServices",
    "d4781cd6-e5d3-44df-ad94-930efe48a887 IWbemLoginClientID",
    "541679ab-2e5f-11d3-b34e-00104bcc4b4a IWbemLoginHelper",
    "44aca674-e8fc-11d0-a07c-00c04fb68820 IWbemContext",
    "44aca675-e8fc-11d0-a07c-00c04fb68820 IWbemCallResult",
    "dc12a681-737f-11cf-884d-00aa004b2e24 IWbemClassObject",
    "7c857801-7381-11cf-884d-00aa004b2e24 IWbemObjectSink",
    "027947e1-d731-11ce-a357-000000000001 IEnumWbemClassObject",
    "f1e9c5b2-f59b-11d2-b362-00105a1f8177 IWbemRemoteRefresher",
    "2c9273e0-1dc3-11d3-b364-00105a1f8177 IWbemRefreshingServices",
    "423ec01e-2e35-11d2-b604-00104b703efd IWbemWCOSmartEnum",
    "1c1c45ee-4395-11d2-b60b-00104b703efd IWbemFetchSmartEnum",
    "c49e32c7-bc8b-11d2-85d4-00105a1f8304 IWbemBackupRestore",
    "a359dec5-e813-4834-8a2a-ba7f1d777d76 IWbemBackupRestoreEx",
    // Certificates, terminal services, licensing.
    "91ae6020-9e3c-11cf-8d7c-00aa00c091be ICertPassage",
    "d99e6e70-fc88-11d0-b498-00a0c90312f3 ICertRequestD",
    "5422fd3a-d4b8-4cef-a12e-e87d4ca22e90 ICertRequestD2",
    "5ca4a760-ebb1-11cf-8611-00a0245420ed WinStation",
    "484809d6-4239-471b-b5bc-61df8c23ac48 TermSrvSession",
    "11899a43-2b68-4a76-92e3-a3d6ad8c26ce TermSrvNotification",
    "88143fd0-c28d-4b2b-8fef-8d882f6a9390 TermSrvEnumeration",
    "1257b580-ce2f-4109-82d6-a9459d0bf6bc SessEnvPublicRpc",
    "3d267954-eeb7-11d1-b94e-00c04fa3080d HydraLsPipe",
    "57674cd0-5200-11ce-a897-08002b2e9c6d lls_license",
    "342cfd40-3c6c-11ce-a893-08002b2e9c6d llsrpc",
    // Address services, telephony, remote access.
    "6bffd098-a112-3610-9833-46c3f874532d dhcpsrv",
    "5b821720-f63b-11d0-aad2-00c04fc324db dhcpsrv2",
    "3c4728c5-f0ab-448b-bda1-6ce01eb0a6d5 dhcpcsvc",
    "3c4728c5-f0ab-448b-bda1-6ce01eb0a6d6 dhcpcsvc6",
    "45f52c28-7f9f-101a-b52b-08002b2efabe winsif",
    "811109bf-a4e1-11d1-ab54-00a0c91e9b45 winsi2",
    "2f5f6520-ca46-1067-b319-00dd010662da tapsrv",
    "8f09f000-b7ed-11ce-bbd2-00001a181cad rras",
    "d6d70ef0-0e3b-11cb-acc3-08002b1d29c3 NsiS",
    "d3fbb514-0e3b-11cb-8fad-08002b1d29c3 NsiC",
    "d6d70ef0-0e3b-11cb-acc3-08002b1d29c4 NsiM",
    // Message queues, transactions, clusters, Exchange.
    "fdb3a030-065f-11d1-bb9b-00a024ea5525 qmcomm",
    "76d12b80-3467-11d3-91ff-0090272f9ea3 qmcomm2",
    "1088a980-eae5-11d0-8d9b-00a02453c337 qm2qm",
    "906b0ce0-c70b-1067-b317-00dd010662da IXnRemote",
    "b97db8b2-4c63-11cf-bff6-08002be23f2f clusapi2",
    "a4f1db00-ca47-1067-b31f-00dd010662da emsmdb",
    "5261574a-4572-206e-b268-6b199213b4e4 AsyncEMSMDB",
    "f5cc5a18-4264-101a-8c59-08002b2f8426 nspi",
    "1544f5e0-613c-11d1-93df-00c04fd7bd09 rfri",
    // No service of Windows: the remote control of a credential thief.
    "17fc11e9-c258-4b8d-8d07-2f4125156244 MimiCom (mimikatz)",
  };

  private static final Map<UUID, String> NAMES = read();

  private RpcInterfaces() {}

  /** Name of an interface, or its UUID as text if it has none here. */
  public static String name(UUID interfaceId) {
    String name = NAMES.get(interfaceId);
    return name != null ? name : interfaceId.toString();
  }

  /** Whether the interface has a name here. */
  public static boolean isKnown(UUID interfaceId) {
    return NAMES.containsKey(interfaceId);
  }

  private static Map<UUID, String> read() {
    Map<UUID, String> names = new HashMap<>();
    for (String line : TABLE) {
      int space = line.indexOf(' ');
      names.put(UUID.fromString(line.substring(0, space)), line.substring(space + 1));
    }
    return names;
  }
}
