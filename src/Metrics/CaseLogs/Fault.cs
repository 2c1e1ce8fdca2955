using Metrics.Mappings;

namespace Metrics.CaseLogs;

/// <summary>The first fault of a line that is a record: the reason and the column at fault.</summary>
readonly record struct Fault(RejectReason Reason, Column Column)
{
    /// <summary>What would have been right, in English and Chinese.</summary>
    public (string English, string Chinese) Expected => Reason switch
    {
        RejectReason.MissingField => ("a value", "必须填写"),
        RejectReason.TooLong => ("at most 64 characters", "最多64个字符"),
        RejectReason.SpoiltId => (
            "all digits of the identifier: a spreadsheet has cut them; format the column as text before saving",
            "完整的编号:电子表格已丢失其末位数字,请先将该列设为文本再保存"),
        RejectReason.UnknownEvent => (
            "an event: its name, Chinese name or code 1 to 15", "事件的英文名、中文名或代码1至15"),
        RejectReason.BadTime => (
            "a time from 2000 to 2099 such as 2019-03-04T09:05:07, 2019/3/4 9:05 or 2019年3月4日9时05分",
            "2000年至2099年的时间,如2019-03-04T09:05:07、2019/3/4 9:05或2019年3月4日9时05分"),
        RejectReason.BadDistrict => (
            "a division code (GB/T 2260) of 6, 9 or 12 digits, not beginning with 0", "6、9或12位行政区划代码(GB/T 2260),首位不为0"),
        RejectReason.BadChannel => (
            "one_window, one_net, other, or a code or word of GB/T 39046", "one_window、one_net、other,或GB/T 39046的代码或名称"),
        RejectReason.BadResult => (
            "granted, granted_conditionally or denied", "准予许可、容缺通过或不予许可"),
        RejectReason.BadDays => ("a whole number of working days from 1 to 60", "1至60的整数工作日"),
        RejectReason.BadRating => ("a whole number from 1 to 5", "1至5的整数"),
        RejectReason.BadFlag => ("1 or 是 where the event is taken back, else 0, 否 or nothing", "撤回该事件时填1或是,否则填0、否或留空"),
        _ => ("", ""),
    };

    /// <summary>What a line must be that is no record at all.</summary>
    public static (string English, string Chinese) ExpectedOfLine(RejectReason reason, LogForm form) => reason switch
    {
        RejectReason.BadEncoding => ("text in the file's encoding (UTF-8 or GB18030)", "文件编码(UTF-8或GB18030)的有效文本"),
        _ when form == LogForm.Json => (
            "one JSON object of at most 65,536 bytes, each contract column once, as text, number or null",
            "一个不超过65536字节的JSON对象,每列至多一次,值为文本、数字或null"),
        _ when form == LogForm.Sheet => (
            "no text beyond the columns of the header, at most 65,536 bytes",
            "表头各列之外没有内容、不超过65536字节"),
        _ => (
            "as many fields as the header, quoted as in RFC 4180, at most 65,536 bytes",
            "与表头列数相同、按RFC 4180加引号、不超过65536字节"),
    };
}
