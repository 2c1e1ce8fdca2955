"""Writes the made-up export of a hall: 办件明细.xlsx and .xls with LibreOffice (Debian: apt install libreoffice-calc), and the CSV that says the same.

  python3 write.py
"""
import datetime as dt, os, random, subprocess
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
HEADERS = ['序号', '申办流水号', '事项编码', '事项名称', '所属区划', '申请人', '联系电话', '来源渠道', '申请时间', '受理时间', '受理状态', '补正告知时间',
           '补正时间', '承诺办结时间', '办结时间', '办理结果', '评价时间', '满意度']
# Code, name, promised working days.
ITEMS = [('XK-01005-01', '食品经营许可·新办', 5), ('XK-01006-01', '个体工商户登记·新办', 1), ('FW-02013-01', '不动产登记·新办', 3),
         ('FW-04025-01', '社会保险登记·新办', 1), ('FW-05030-01', '居住证申领·新办', 5), ('XK-06033-01', '公共场所卫生许可·新办', 5),
         ('XK-08040-01', '道路货物运输经营许可·新办', 3), ('XK-14059-01', '户外广告设置许可·新办', 7), ('FW-16066-01', '发票票种核定·新办', 0),
         ('FW-19073-01', '住房公积金提取', 1)]
DISTRICTS = ['上城区', '西湖区', '滨江区', '余杭区']
HOLIDAYS = {dt.date(2019, m, d) for m, d in [(4, 5), (5, 1), (5, 2), (5, 3), (6, 7)]}
ROWS = 200


def working_day(day, after):
    """The working day that lies some working days after a day; weekends that are made up for do not matter here."""
    while after > 0 or day.weekday() >= 5 or day in HOLIDAYS:
        day += dt.timedelta(days=1)
        after -= day.weekday() < 5 and day not in HOLIDAYS
    return day


def moment(draw, day, first, last):
    return dt.datetime.combine(day, dt.time(draw.randint(first, last), draw.randint(0, 59), draw.randint(0, 59)))


def case(draw, number, day):
    """A row: text, whole number, moment or None by column."""
    code, name, promised = draw.choice(ITEMS)
    accepted = working_day(day, draw.choice([0, 0, 1, 2]))
    row = dict.fromkeys(HEADERS)
    row.update({'序号': number, '申办流水号': f'DT{day:%Y%m%d}{number:04}', '事项编码': code, '事项名称': name, '所属区划': draw.choice(DISTRICTS),
                '申请人': f'虚构申请人{number}', '联系电话': f'100{number:08}', '来源渠道': draw.choice(['综合窗口', '综合窗口', '浙里办', '网页', '自助终端']),
                '申请时间': moment(draw, day, 8, 10), '受理时间': moment(draw, accepted, 11, 12), '受理状态': '已受理'})
    if draw.random() < 0.04:
        return {**row, '受理状态': '不予受理'}
    days = draw.choice([0, promised // 2, promised, promised, promised + (2 if draw.random() < 0.4 else 0)])
    row['承诺办结时间'] = dt.datetime.combine(working_day(accepted, promised), dt.time(17, 30))
    if days >= 2 and draw.random() < 0.2:
        asked, mended = working_day(accepted, 1), working_day(accepted, 4)
        row.update({'补正告知时间': moment(draw, asked, 9, 11), '补正时间': moment(draw, mended, 9, 11)})
        days += 3
    if draw.random() < 0.03:
        return row
    ended = moment(draw, working_day(accepted, days), 14, 16)
    row.update({'办结时间': ended, '办理结果': draw.choices(['准予许可', '不予许可', '申请人撤回'], [94, 3, 3])[0]})
    if draw.random() < 0.3:
        row.update({'评价时间': ended + dt.timedelta(minutes=draw.randint(2, 50)), '满意度': draw.choices(['非常满意', '满意', '基本满意', '不满意'], [70, 22, 6, 2])[0]})
    return row


def rows():
    draw = random.Random(20190304)
    days = sorted(working_day(dt.date(2019, 3, 4) + dt.timedelta(days=draw.randrange(110)), 0) for _ in range(ROWS))
    yield ['2019年政务服务大厅办件明细表']
    yield ['导出单位：虚构政务服务大厅']
    yield HEADERS
    for number, day in enumerate(days, start=1):
        yield list(case(draw, number, day).values())


def cell(value):
    if value is None:
        return '<table:table-cell/>'
    if isinstance(value, dt.datetime):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}" table:style-name="moment"/>'
    if isinstance(value, int):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def document(table):
    parts = '<number:text>-</number:text>'.join(f'<number:{p} number:style="long"/>' for p in ('year', 'month', 'day'))
    parts += '<number:text> </number:text>' + '<number:text>:</number:text>'.join(f'<number:{p} number:style="long"/>' for p in ('hours', 'minutes', 'seconds'))
    body = ''.join(f'<table:table-row>{"".join(map(cell, row))}</table:table-row>' for row in table)
    names = ' '.join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in [
        ('office', 'office'), ('table', 'table'), ('text', 'text'), ('style', 'style'), ('number', 'datastyle')])
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
            f'<office:automatic-styles><number:date-style style:name="n">{parts}</number:date-style>'
            '<style:style style:name="moment" style:family="table-cell" style:data-style-name="n"/></office:automatic-styles>'
            f'<office:body><office:spreadsheet><table:table table:name="办件明细">{body}</table:table></office:spreadsheet></office:body></office:document>')


def csv_cell(value):
    return '' if value is None else str(value)


def main():
    table = list(rows())
    # As Chinese desktops save it.
    with open(os.path.join(HERE, '办件明细.csv'), 'w', encoding='gb18030', newline='') as file:
        file.write(''.join(','.join(map(csv_cell, row)) + '\n' for row in table))
    source = os.path.join(HERE, '办件明细.fods')
    with open(source, 'w', encoding='utf-8') as file:
        file.write(document(table))
    for kind in 'xlsx:Calc MS Excel 2007 XML', 'xls:MS Excel 97':
        subprocess.run(['soffice', '--headless', '--convert-to', kind, '--outdir', HERE, source], check=True)
    os.remove(source)


main()
