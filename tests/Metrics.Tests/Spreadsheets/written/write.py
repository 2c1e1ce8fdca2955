"""Writes the spreadsheets of this folder with LibreOffice (Debian: apt install libreoffice-calc), and the CSV that says the same.

  python3 write.py
"""
import os, subprocess
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
HEADERS = ['办件编号', '事件', '时间', '事项编码', '行政区划', '办理结果', '删除标志', '备注']


def cell(kind, value, shown=None, style=None):
    style = f' table:style-name="{style}"' if style else ''
    if kind == 'text':
        return f'<table:table-cell office:value-type="string"{style}><text:p>{shown or escape(value)}</text:p></table:table-cell>'
    name = {'float': 'value', 'date': 'date-value', 'boolean': 'boolean-value'}[kind]
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"{style}/>'


def formula(text, result):
    """A formula and what it came to, a cell."""
    return result.replace('<table:table-cell ', f'<table:table-cell table:formula="of:={escape(text, {chr(34): "&quot;"})}" ')


NONE = '<table:table-cell/>'


ERROR = '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'


def text(value):
    return cell('text', value) if value else NONE


def log():
    """Pairs of the cells of a row and its CSV."""
    yield [text('某市办件明细表')], ['某市办件明细表']
    yield [], []
    yield [text(h) for h in HEADERS], HEADERS
    yield ([text('330106190304001234'), text('受理'), cell('date', '2019-03-04T09:05:07', style='moment'), text('A1'), cell('float', 110101), NONE, cell('boolean', 'false'), NONE],
           ['330106190304001234', '受理', '2019-03-04 09:05:07', 'A1', '110101', '', '0', ''])
    yield ([text('330106190304001234'), cell('text', '办结', '<text:span text:style-name="bold">办</text:span>结'), cell('date', '2019-03-06', style='day'), NONE, NONE,
            formula('"通"&"过"', text('通过')), NONE, formula('1/0', ERROR)], ['330106190304001234', '办结', '2019-03-06', '', '', '通过', '', '#DIV/0!'])
    yield ([formula('330106190304000+2', cell('float', 330106190304002)), text('受理'), cell('date', '2019-03-07', style='chinese'), text('A1'), text('110101'), NONE, NONE, text('两行\n文字')],
           ['330106190304002', '受理', '2019-03-07', 'A1', '110101', '', '', '两行 文字'])
    yield [text(h) for h in HEADERS], HEADERS
    yield ([cell('float', 330106190304002), text('办结'), cell('float', '43533.5'), NONE, NONE, text('不予'), formula('TRUE()', cell('boolean', 'true')), NONE],
           ['330106190304002', '办结', '43533.5', '', '', '不予', '1', ''])
    yield ([cell('float', 330106190304000001), text('办结'), text('2019-03-09'), NONE, NONE, text('准予'), NONE, text(' 　')],
           ['3.30106190304E+17', '办结', '2019-03-09', '', '', '准予', '', ''])
    # More texts than a record holds, in both widths.
    for i in range(120):
        note = ('附注' if i % 2 else 'note ') * (20 + i) + str(i)
        yield ([text(f'C{i}'), text('接件'), cell('date', '2019-03-%02d' % (i % 28 + 1), style='day'), NONE, NONE, NONE, NONE, text(note)],
               [f'C{i}', '接件', '2019-03-%02d' % (i % 28 + 1), '', '', '', '', note])
    yield ([text('C999'), text('接件'), cell('date', '2019-03-09', style='day')] + [NONE] * 6 + [text('表外')], ['C999', '接件', '2019-03-09'] + [''] * 6 + ['表外'])


def document(rows, day_zero):
    def date_style(name, body):
        return (f'<number:date-style style:name="n-{name}">{body}</number:date-style>'
                f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="n-{name}"/>')

    def part(tag, sep=''):
        return f'<number:{tag} number:style="long"/>' + (f'<number:text>{sep}</number:text>' if sep else '')
    day = part('year', '-') + part('month', '-') + part('day')
    styles = (date_style('day', day) + date_style('moment', part('year', '/') + part('month', '/') + part('day', ' ') + part('hours', ':') + part('minutes'))
              + date_style('chinese', part('year', '年') + part('month', '月') + part('day', '日'))
              + '<style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>')
    body = ''.join(f'<table:table-row>{"".join(r) or NONE}</table:table-row>' for r in rows).replace('\n', '</text:p><text:p>')
    names = ' '.join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in [
        ('office', 'office'), ('table', 'table'), ('text', 'text'), ('style', 'style'), ('number', 'datastyle'), ('fo', 'xsl-fo-compatible')])
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
            f'<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>'
            f'<table:calculation-settings><table:null-date table:date-value="{day_zero}"/></table:calculation-settings>'
            f'<table:table table:name="明细">{body}</table:table></office:spreadsheet></office:body></office:document>')


def main():
    rows = list(log())
    # A text on two lines is on one in the CSV, whose lines then have the numbers of the rows.
    with open(os.path.join(HERE, 'log.csv'), 'w', encoding='utf-8', newline='') as file:
        file.write(''.join(','.join(r) + '\n' for _, r in rows))
    for name, day_zero in ('log', '1899-12-30'), ('log-1904', '1904-01-01'):
        source = os.path.join(HERE, name + '.fods')
        with open(source, 'w', encoding='utf-8') as file:
            file.write(document([c for c, _ in rows], day_zero))
        for kind in 'xlsx:Calc MS Excel 2007 XML', 'xls:MS Excel 97':
            subprocess.run(['soffice', '--headless', '--convert-to', kind, '--outdir', HERE, source], check=True)
        os.remove(source)


main()
