create or replace temp macro clean_cell(cell) as
  case when cell = '' or not regexp_matches(cell, '^[\s\v\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]|[\s\v\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]$|[\x{00}-\x{09}\x{0b}-\x{1f}\x{7f}-\x{bf}ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿ÷\x{300}-\x{36f}\x{200b}-\x{200f}\x{feff}\x{fffd}]|[a-zà-ỹ][À-ÝĂĐƠƯ]|[A-Za-z][À-ÝĂĐƠƯ][a-zà-ỹ]|[OU][ÒÓÕÝ]|[ÈÉÌÒÓÕÝ][a-z]|ã[acept]|è[cipt]|[éìí]i|õ[uy]|ù[cptu]|óch|[òóôõ]y|á[ae]|[Uu][èé][cmnpt]|[AEae][áã]|[Ii][òó]|[AUau]ú|[Uu]y[òó]|[Aa][ùõêéèúâàÙÕÊÉÈÚÂÁÀÃ]|[Ee][ùõâàÙÕÂÁÀÃ]|[Oo][ùõâÙÕÂ]|[UuYyÔô][ùõÙÕ]|[€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]|Ã[‘’“”–—…]') then cell
       else nullif(regexp_replace(nfc_normalize(cell), '^[\s\v\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]+|[\s\v\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]+$', '', 'g'), '') end;

create or replace temp macro tidy_date(text) as
  regexp_replace(
    regexp_replace(
      regexp_replace(regexp_replace(text, '^[''`´‘’\s]+|[.,;\s]+$|\.0$', '', 'g'), '[\\/]+', '/', 'g'),
      '(\d)[ t]0?0:00(?::00(?:\.0+)?)?(?:\+07:?00)$|(\d) 12:00(?::00)? *(?:am|sa)$', '\1\2'),
    '^\pL[\pL'' ]*, *(ngày)', '\1');

create or replace temp macro day_before_month_name(text) as
  regexp_replace(
    regexp_replace(text, '^(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? +(\d{1,2}),? +(\d{4})$', '\2/\1/\3'),
    '^(\d{1,2})[ ./-]+(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?[ ,./-]+(\d{4}|\d\d)$', '\1/\2/\3');

create or replace temp macro bare_date(text) as
  case when strlen(text) = 10 and text[5] = '-' and text[8] = '-' then text else day_before_month_name(
    regexp_replace(
      regexp_replace(tidy_date(lower(text)), '[t ]0?0:00(?::00(?:\.0+)?)?z?$|^(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn)[, ]+', '', 'g'),
      '^(?:ngày)? *(\d{1,2}) *(?:tháng|[- ]*thg\.?|[/.-]) *(\d{1,2}) *(?:,? *năm|,|[/.-]) *(\d{4}|\d\d)$', '\1/\2/\3')) end;

create or replace temp macro century_of(year) as
  case when length(year) = 4 then year when year < '70' then '20' || year else '19' || year end;

create or replace temp macro spell_date(bare) as
  case
    when regexp_matches(bare, '^0\d{3}\D|\D0\d{3}$') then null
    when regexp_full_match(bare, '\d{4}-\d{1,2}-\d{1,2}') then bare
    when regexp_full_match(bare, '\d{1,2}[/.-]\d{1,2}[/.-]\d{4}')
      then regexp_replace(bare, '^(\d+)[/.-](\d+)[/.-](\d+)$', '\3-\2-\1')
    when regexp_full_match(bare, '\d{4}[/.]\d{1,2}[/.]\d{1,2}') then translate(bare, '/.', '--')
    when regexp_full_match(bare, '\d{8}') then regexp_replace(bare, '^(\d{4})(\d\d)(\d\d)$', '\1-\2-\3')
    when regexp_full_match(bare, '\d{1,2}[/.-]\d{1,2}[/.-][0-6]\d')
      then regexp_replace(bare, '^(\d+)[/.-](\d+)[/.-](\d\d)$', '20\3-\2-\1')
    when regexp_full_match(bare, '\d{1,2}[/.-]\d{1,2}[/.-][7-9]\d')
      then regexp_replace(bare, '^(\d+)[/.-](\d+)[/.-](\d\d)$', '19\3-\2-\1')
    when regexp_full_match(bare, '\d{1,2}/[a-z]{3,9}/(?:\d\d){1,2}')
      then century_of(regexp_extract(bare, '(\d+)$', 1))
        || '-' || ((strpos('janfebmaraprmayjunjulaugsepoctnovdec', regexp_extract(bare, '/([a-z]{3})', 1)) + 2) // 3)::varchar
        || '-' || regexp_extract(bare, '^(\d+)', 1)
    when regexp_full_match(bare, '[1-9]\d{4}') then (date '1899-12-30' + try_cast(bare as integer))::varchar
  end;

create or replace temp macro bare_number(text) as
  case when try_cast(text as bigint) is not null then lower(text) else regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(lower(text), '(\d%?) *(?:\((?:\d|[a-z]|\*{1,3})\)|\*{1,3}|[¹²³⁴-⁹]{1,2})$', '\1'),
        '^\((\d[^()]*)\)$', '-\1'),
      '[ \x{a0}\x{202f}]*(?:đồng|dong|vnđ|vnd|vnð|đ|₫|%|phần trăm|\((?:đồng|dong|vnđ|vnd|vnð|đ|₫|%)\))\.?$|,-$|^(?:vnđ|vnd|₫|%) *', '', 'g'),
    '^[−–](\d)', '-\1') end;

create or replace temp macro has_currency(text) as
  regexp_matches(lower(text), '\d\)?[ \x{a0}\x{202f}]*\(?(?:đồng|dong|vnđ|vnd|vnð|đ|₫)\)?\.?\)?$|^(?:vnđ|vnd|₫) *\d');

create or replace temp macro spell_number(bare, dot_groups, comma_groups) as
  case
    when regexp_full_match(bare, '[-+]?[1-9]\d{0,2}\.\d{3}') then case when dot_groups then replace(bare, '.', '') else bare end
    when regexp_full_match(bare, '[-+]?[1-9]\d{0,2},\d{3}') then replace(bare, ',', case when comma_groups then '' else '.' end)
    when regexp_full_match(bare, '[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?') then bare
    when regexp_full_match(bare, '[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?') then replace(replace(bare, '.', ''), ',', '.')
    when regexp_full_match(bare, '[-+]?\d+,\d+') then replace(bare, ',', '.')
    when regexp_full_match(bare, '[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?') then replace(bare, ',', '')
    when regexp_full_match(bare, '[-+]?\d{1,3}(?:[ \x{a0}\x{202f}\x{27}\x{2019}]\d{3})+(?:[.,]\d+)?')
      then replace(regexp_replace(bare, '[ \x{a0}\x{202f}\x{27}\x{2019}]', '', 'g'), ',', '.')
  end;

create or replace temp macro number_mend(text, value, money, converts) as
  case
    when money and regexp_matches(lower(text), '\d *(?:tỷ|tỉ|triệu|tr|nghìn|ngàn|k)') then 'amount'
    when converts and has_currency(text) then 'amount'
    when regexp_full_match(text, '\(.+\)') then 'negative'
    when regexp_matches(text, '[\pL%₫(*¹²³⁴-⁹]|,-$') then 'number-signs'
    when abs(value) >= 1000 and regexp_matches(text, '\d(?:[.,]|[ \x{a0}\x{202f}\x{27}\x{2019}])\d{3}(?:\D|$)') then 'thousands'
    when contains(text, ',') then 'decimal-comma'
    else 'number'
  end;

create or replace temp type codes_1 as enum ('24133', '24121', '24169', '24118', '24550');

create or replace temp type codes_1_0 as enum ('24133', '24121');

create or replace temp type codes_1_1 as enum ('24169');

create or replace temp type codes_1_2 as enum ('24118', '24550');

create or replace temp type values_3 as enum ('Mới', 'Xong');

copy (
  select _look, _marks0, _h11, _content, c0, case when _look = 1 then [c0, c1, c2, c3, c4, c5] end::varchar[] as cells
  from (
    select *,
      (case when true
      and (t2 is null or coalesce((strlen(t2) = 10 and t2 >= '1' and v2::varchar = t2), false))
      and (t4 is null or coalesce(v4::varchar = t4, false))
      and (p5 is null or not regexp_matches(p5, '^[\s\v\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]|[\s\v\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]$|[\x{00}-\x{09}\x{0b}-\x{1f}\x{7f}-\x{bf}ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿ÷\x{300}-\x{36f}\x{200b}-\x{200f}\x{feff}\x{fffd}]|[a-zà-ỹ][À-ÝĂĐƠƯ]|[A-Za-z][À-ÝĂĐƠƯ][a-zà-ỹ]|[OU][ÒÓÕÝ]|[ÈÉÌÒÓÕÝ][a-z]|ã[acept]|è[cipt]|[éìí]i|õ[uy]|ù[cptu]|óch|[òóôõ]y|á[ae]|[Uu][èé][cmnpt]|[AEae][áã]|[Ii][òó]|[AUau]ú|[Uu]y[òó]|[Aa][ùõêéèúâàÙÕÊÉÈÚÂÁÀÃ]|[Ee][ùõâàÙÕÂÁÀÃ]|[Oo][ùõâÙÕÂ]|[UuYyÔô][ùõÙÕ]|[€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]|Ã[‘’“”–—…]'))
      and p0 is not null
      and regexp_full_match(p0, '(?:\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(?:\.[A-Z0-9]+)*)-\d\d(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\d|30)|02(?:0[1-9]|1\d|2[0-8]))-\d{4,}')
      and (p1 is null or (p2 is null or ((try_cast(p1 as codes_1_0) is not null and p2::date >= date '2025-07-01') or (try_cast(p1 as codes_1_1) is not null) or (try_cast(p1 as codes_1_2) is not null and p2::date <= date '2025-06-30'))))
      and v2 is not null
      and (p3 is null or try_cast(p3 as values_3) is not null)
      and (p4 is null or not (p4 < 0))
      and (p5 is null or not (length(p5) > 200))
      and _shape is null
      and (r0 is not false) then 0 else 1 end)::utinyint as _look,
      (case when p1 is not null then 1 else 0 end + case when p3 is not null then 2 else 0 end + case when p4 is not null then 4 else 0 end + case when p5 is not null then 8 else 0 end + case when r0 is not null then 16 else 0 end)::bigint as _marks0,
      case when nullif(v0, '') is not null then hash(v0) end as _h11,
      hash(v0, v1, v2, v3, v4, v5, concat_ws(chr(31), case when (t2 is not null and v2 is null) then t2 end, case when (t4 is not null and v4 is null) then t4 end)) as _content
    from (
      select *, nullif(t0, '') as p0, nullif(t1, '') as p1, v2 as p2, nullif(t3, '') as p3, v4 as p4, nullif(t5, '') as p5, ((v3 <> 'Xong') or (v4 is not null)) as r0
      from (
        select *, t0 as v0, t1 as v1, try_cast(t2 as date) as v2, t3 as v3, case when try_cast(t4 as bigint) between -9007199254740991 and 9007199254740991 then try_cast(t4 as bigint) end as v4, t5 as v5
        from (
          select *, c0 as t0, c1 as t1, nullif(c2, '') as t2, c3 as t3, nullif(nullif(c4, '-'), '') as t4, c5 as t5
          from (select null::bigint as _position, null::varchar as _shape, cell1 as c0, cell2 as c1, cell3 as c2, cell4 as c3, cell5 as c4, cell6 as c5
            from (select c0 as cell0, c1 as cell1, c2 as cell2, c3 as cell3, c4 as cell4, c5 as cell5, c6 as cell6
            from read_csv('/data/hồ sơ.csv', auto_detect = false, header = false, columns = {'c0': 'VARCHAR', 'c1': 'VARCHAR', 'c2': 'VARCHAR', 'c3': 'VARCHAR', 'c4': 'VARCHAR', 'c5': 'VARCHAR', 'c6': 'VARCHAR'}, skip = 1, delim = ',', quote = '"', escape = '"', new_line = '\n', comment = '', nullstr = '', allow_quoted_nulls = false, null_padding = false, ignore_errors = false, max_line_size = 2097152, parallel = true)))
        )
      )
    )
  )
) to '/staging/staged-0.parquet' (format parquet, compression uncompressed, row_group_size 40960);

create or replace view received as
  select * exclude (file_row_number, _position, cells),
    cells[2] as c1, cells[3] as c2, cells[4] as c3, cells[5] as c4, cells[6] as c5,
    _t::bigint * 1099511627776 + file_row_number as _n,
    coalesce(_position, 2 + file_row_number) as _row
  from (select *, 0::smallint as _t, null::bigint as _position, null::varchar as _shape from read_parquet(['/staging/staged-0.parquet'], file_row_number = true));

copy (
  select _n, _t, _row, c0, c1, c2, c3, c4, c5, v0, v1, v2, v3, v4, v5, m0, m1, m2, m3, m4, m5, o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10, x2, x9,
    coalesce(o0 > 0 or o1 > 0 or o2 > 0 or o3 > 0 or o4 > 0 or o5 > 0 or o6 > 0 or o7 > 0 or o8 > 0 or (o9 = 1) or o10 > 0, false) as _broken,
    case when nullif(v0, '') is not null then hash(v0) end as _h11,
    hash(v0, v1, v2, v3, v4, v5, concat_ws(chr(31), case when (t2 is not null and v2 is null) then t2 end, case when (t4 is not null and v4 is null) then t4 end)) as _content
  from (
    select *,
      (case when not (true) then null when p0 is null then 1 else 0 end)::utinyint as o0,
      (case when not (p0 is not null) then null when regexp_full_match(p0, '(?:\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(?:\.[A-Z0-9]+)*)-\d\d(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\d|30)|02(?:0[1-9]|1\d|2[0-8]))-\d{4,}') then 0 when regexp_full_match(p0, '.*\s.*') and regexp_full_match(regexp_replace(p0, '\s', '', 'g'), '(?:\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(?:\.[A-Z0-9]+)*)-\d{6}-\d{4,}') then 1 when p0 <> upper(p0) and regexp_full_match(upper(p0), '(?:\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(?:\.[A-Z0-9]+)*)-\d{6}-\d{4,}') then 2 when not regexp_full_match(p0, '(?:\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(?:\.[A-Z0-9]+)*)-\d{6}-\d{4,}') then 3 when try_cast(regexp_replace(p0, '^.*-(\d\d)(\d\d)(\d\d)-\d+$', '20\1-\2-\3') as date) is null then 4 else 0 end)::utinyint as o1,
      (case when not (p1 is not null and p2 is not null) then null when not (try_cast(p1 as codes_1) is not null) then 1 when not ((try_cast(p1 as codes_1_0) is not null and p2::date >= date '2025-07-01') or (try_cast(p1 as codes_1_1) is not null) or (try_cast(p1 as codes_1_2) is not null and p2::date <= date '2025-06-30')) then 2 else 0 end)::utinyint as o2,
      (case when not (true) then null when t2 is null then 1 else 0 end)::utinyint as o3,
      (case when not (t2 is not null) then null when v2 is null and regexp_full_match(t2, '(?i)(?:ngày)?(?:[-_.?…x*\s]*(?:/|-|tháng)|00?[/.-])*[-_.?…x*/\s]*(?:tháng[-_.?…\s]*)?(?:(?:tháng *)?\d{1,2} *(?:[/.-]|năm))? *(?:(?:sinh +)?năm *)?(?:19|20)\d\d|(?:19|20)\d\d-\d{1,2}(?:-00?)?') then 1 when v2 is null and s2 is not null then 2 when v2 is null and regexp_matches(t2, '\d.*[ tT]\d{1,2}[:hH]\d\d') then 3 when v2 is null then 4 else 0 end)::utinyint as o4,
      (case when not (p3 is not null) then null when not (try_cast(p3 as values_3) is not null) then 1 else 0 end)::utinyint as o5,
      (case when not (t4 is not null) then null when v4 is null and regexp_full_match(b4, '[-+]?\d(?:[.,]\d+)?e[-+]?\d+') then 1 when v4 is null and s4 is not null then 2 when v4 is null and try_cast(spell_number(b4, true, true) as double) is not null then 3 when v4 is null then 4 else 0 end)::utinyint as o6,
      (case when not (p4 is not null) then null when p4 < 0 then 1 else 0 end)::utinyint as o7,
      (case when not (p5 is not null) then null when length(p5) > 200 then 1 else 0 end)::utinyint as o8,
      (case when not (true) then null when starts_with(_shape, '+') then 1 when starts_with(_shape, '-') then 2 else 0 end)::utinyint as o9,
      (case when (t4 is not null and v4 is null) then null when r0 then 0 when not r0 then 1 end)::utinyint as o10,
      p2::date::varchar as x2,
      case when starts_with(_shape, '+') then substr(_shape, 2) end as x9
    from (
      select *,
        nullif(v0, '') as p0,
        nullif(v1, '') as p1,
        v2 as p2,
        nullif(v3, '') as p3,
        v4 as p4,
        nullif(v5, '') as p5,
        ((v3 <> 'Xong') or (v4 is not null)) as r0,
        case when t0 <> f0 then case when nfc_normalize(f0) <> f0 then 'unicode' else 'blanks' end end as m0,
        case when t1 <> f1 then case when nfc_normalize(f1) <> f1 then 'unicode' else 'blanks' end end as m1,
        case when v2 is null then null when v2::varchar <> t2 and not coalesce((strlen(t2) = 10 and t2 >= '1' and v2::varchar = t2), false) then 'date' when t2 <> f2 then case when nfc_normalize(f2) <> f2 then 'unicode' else 'blanks' end end as m2,
        case when t3 <> f3 then case when nfc_normalize(f3) <> f3 then 'unicode' else 'blanks' end end as m3,
        case when v4 is null then null when v4::varchar <> t4 and not coalesce(v4::varchar = t4, false) then number_mend(t4, v4, false, false) when t4 <> f4 then case when nfc_normalize(f4) <> f4 then 'unicode' else 'blanks' end end as m4,
        case when e5 then 'encoding' when t5 <> f5 then case when nfc_normalize(f5) <> f5 then 'unicode' else 'blanks' end end as m5
      from (
        select *, t0 as v0, t1 as v1, try_cast(s2 as date) as v2, t3 as v3, case when try_cast(s4 as bigint) between -9007199254740991 and 9007199254740991 then try_cast(s4 as bigint) end as v4, t5 as v5
        from (
          select *,
            spell_date(b2) as s2,
            nullif(regexp_extract(spell_number(b4, true, true), '^\+?(-?\d+)(?:\.0+)?$', 1), '') as s4
          from (
            select *, bare_date(t2) as b2, bare_number(t4) as b4
            from (
            select cleaned.* replace (coalesce(legacy5.mended, t5) as t5), legacy5.mended is not null as e5
            from (
              select *, clean_cell(f0) as t0, clean_cell(f1) as t1, nullif(clean_cell(f2), '') as t2, clean_cell(f3) as t3, nullif(nullif(clean_cell(f4), '-'), '') as t4, clean_cell(f5) as t5
              from (
                select _n, _t, _row, c0, c1, c2, c3, c4, c5, _shape, c0 as f0, c1 as f1, c2 as f2, c3 as f3, c4 as f4, c5 as f5
                from received
                where _look = 1
              )
            ) as cleaned
            left join legacy as legacy5 on legacy5.field = 5 and legacy5.original = cleaned.t5
            )
          )
        )
      )
    )
  )
) to '/staging/judged.parquet' (format parquet, compression snappy);

create or replace table doubled as
  select h from (select _h11 as h from received where _look = 0 union all select _h11 from read_parquet('/staging/judged.parquet')) where h is not null group by h having count(*) > 1;

insert into doubles
  select _n, _t, _row, 11, value, same, first_t, first_row
  from (
    select *,
      first_value(_n) over earliest as first_n,
      first_value(_t) over earliest as first_t,
      first_value(_row) over earliest as first_row,
      content = first_value(content) over earliest as same
    from (
      select _n, _t, _row, [v0::varchar] as key, _content as content, concat_ws('; ', f0) as value from (select *, f0 as v0 from (select *, c0 as f0 from received where _look = 0 and _h11 in (select h from doubled)))
      union all select _n, _t, _row, [v0::varchar] as key, _content as content, concat_ws('; ', f0) as value from (select *, c0 as f0 from read_parquet('/staging/judged.parquet') where _h11 in (select h from doubled))
    )
    window earliest as (partition by key order by _n)
  )
  where _n > first_n;
