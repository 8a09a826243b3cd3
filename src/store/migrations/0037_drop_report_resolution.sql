-- The same is counted in report_category, by department too.

drop table report_resolution;
